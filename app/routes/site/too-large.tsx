import { anyone } from "~/web/audience.server";
import { bodyTooLarge } from "~/web/body-limits";

/** The page that scripts/serve shows instead of the one that was asked for, when a body is longer than its limit. */
export const loader = anyone.loader({}, () => {
  throw bodyTooLarge(false);
});

/** Never shown: the loader always refuses, and the root says why. */
export default function TooLarge() {
  return null;
}
