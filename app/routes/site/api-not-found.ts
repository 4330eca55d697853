import { Problem } from "~/domain/shared/problem";
import { api } from "~/web/api.server";

/** Every address under /api that is none. */
export const loader = api.loader({}, () => {
  throw new Problem("not-found", "no-such-address", {
    title: "There is nothing at this address",
    detail: "The addresses of the API stand in /api/v1/openapi.json.",
  });
});

export const action = loader;
