import type { Tx } from "~db";
import { Problem } from "../shared/problem";
import type { Day } from "../shared/day";
import { isActiveOn, whyNotActive } from "./organisation";
import {
  organisationByCode,
  organisationSummaries,
  type OrganisationSummary,
} from "./organisation-views.server";

/**
 * The organisation, if it is open on a day. Throws Problem not-found for an unknown code and rule-broken
 * "organisation-closed" (or "organisation-not-open-yet") naming the successor where one is recorded. Not
 * open: rule-broken `organisation-closed` or `organisation-not-open-yet`. Codes: not-found
 * `organisation-unknown`.
 */
export async function requireActive(tx: Tx, code: string, on: Day): Promise<OrganisationSummary> {
  const [known] = await organisationSummaries(tx, [code]);
  if (known && isActiveOn(known, on)) return known;
  // Not as it is written, or not open: who stands in its place is only asked for now.
  const found = await organisationByCode(tx, code, on);
  if (!found) {
    throw new Problem("not-found", "organisation-unknown", {
      title: `No organisation has the code ${code}`,
      detail: "Check the code against the NHS directory, or search for the organisation by name.",
    });
  }
  const why = whyNotActive(found, found.successors, on);
  if (why) {
    const closed = found.closedOn !== null && found.closedOn < on;
    throw new Problem(
      "rule-broken",
      closed ? "organisation-closed" : "organisation-not-open-yet",
      { ...why, rule: "Orders are placed for organisations that are open on the day." },
      { code: found.code, successors: found.successors.map((one) => one.code) },
    );
  }
  return found;
}
