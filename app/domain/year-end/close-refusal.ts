import { Problem } from "~/domain/shared/problem";
import type { Condition } from "./close-conditions";

/**
 * Why a year cannot close yet, with everything that is missing. Answers Problem rule-broken
 * `close-not-ready`.
 */
export function conditionsNotMet(year: string, missing: readonly Condition[]): Problem {
  return new Problem(
    "rule-broken",
    "close-not-ready",
    {
      title: `${year} cannot be closed yet.`,
      detail: missing.map((condition) => condition.text).join(" "),
      rule: "A year closes when everything about its money is settled",
    },
    { missing: missing.map((condition) => condition.key) },
  );
}

/**
 * The answer when a closing was decided, taken back or never asked for. Answers Problem conflict
 * `close-not-asked`.
 */
export function noCloseRequest(year: string): Problem {
  return new Problem("conflict", "close-not-asked", {
    title: `Nobody asks for the closing of ${year} at present.`,
    detail: "It was closed or taken back since you opened the page, or never asked for.",
  });
}
