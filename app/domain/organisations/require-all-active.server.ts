import type { Tx } from "~db";
import type { Day } from "../shared/day";
import { isActiveOn } from "./organisation";
import { organisationSummaries } from "./organisation-views.server";
import { requireActive } from "./require-active.server";

/**
 * The same as `requireActive` for many organisations, in one query while all of them are open. Refuses the
 * first that is not. Throws Problem not-found `organisation-unknown`.
 */
export async function requireAllActive(tx: Tx, codes: readonly string[], on: Day): Promise<void> {
  const found = new Map((await organisationSummaries(tx, codes)).map((each) => [each.code, each]));
  for (const code of codes) {
    const each = found.get(code);
    if (!each || !isActiveOn(each, on)) await requireActive(tx, code, on);
  }
}
