import { Problem } from "~/domain/shared/problem";
import { anyone } from "~/web/audience.server";

const words = {
  title: "Page not found",
  detail: "If you typed the address, check it is correct. If you followed a link, the page may have moved.",
};

/** Every address that no other route answers. */
export const loader = anyone.loader({}, () => {
  throw new Problem("not-found", "not-found", words);
});

export const action = loader;

/** Never shown: the loader always refuses, and the root says why. */
export default function NotFound() {
  return null;
}
