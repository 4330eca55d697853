import { z } from "zod";
import type { Queryable } from "~db";
import { agreementsList, type AgreementRow } from "~/domain/agreements/agreement-views.server";
import { neverInForce, type AgreementStanding } from "~/domain/agreements/agreement";
import type { Day } from "~/domain/shared/day";
import type { DownloadColumn } from "~/web/lists/download.server";
import { ticked } from "./agreement-forms";
import { stateWord } from "~/domain/shared/state-words";

/** What an address says for a part of the list, and what agreements of it are on the day. */
const STANDINGS: Record<string, AgreementStanding> = {
  draft: "draft",
  proposed: "proposed",
  coming: "signed, not begun",
  in_force: "in force",
  superseded: "superseded",
  ended: "ended",
  withdrawn: "withdrawn",
};

/** Filters of the list of agreements. An unknown state is left out rather than refused. */
export const AgreementsQuery = z.object({
  state: ticked.transform((states) => states.filter((state) => Object.hasOwn(STANDINGS, state))),
  done: z.string().optional(),
});

/**
 * The agreements that the list is asked for: all of them while no state is chosen. What is in force is the version that
 * applies to orders of today, also where a newer one is being written.
 */
export async function agreementsAsked(
  q: Queryable,
  states: readonly string[],
  today: Day,
): Promise<AgreementRow[]> {
  if (states.includes("in_force")) return agreementsList(q, { inForce: true, today });
  const rows = await agreementsList(q, { today });
  const asked = states.map((state) => STANDINGS[state]);
  return states.length === 0 ? rows : rows.filter((row) => asked.includes(row.standing));
}

export const AGREEMENT_COLUMNS: readonly DownloadColumn<AgreementRow>[] = [
  { header: "Agreement", value: (row) => row.agreementId },
  { header: "Title", value: (row) => row.title },
  { header: "Version", value: (row) => row.version },
  { header: "State", value: (row) => stateWord(row.standing) },
  { header: "Run by", value: (row) => row.ownerName },
  { header: "First day", value: (row) => (neverInForce(row) ? null : row.effectiveFrom) },
  { header: "Last day", value: (row) => (neverInForce(row) ? null : row.effectiveTo) },
  {
    header: "Ever in force",
    value: (row) => (neverInForce(row) ? "no" : row.standing === "in force" ? "yes" : ""),
  },
  { header: "Parties", value: (row) => row.parties.map((party) => party.organisationName).join("; ") },
  {
    header: "Signed by",
    value: (row) =>
      row.parties
        .filter((party) => party.signedAt)
        .map((party) => `${party.signatoryName} for ${party.organisationName}`)
        .join("; "),
  },
  { header: "Summary", value: (row) => row.summary },
];
