import { z } from "zod";
import type { AgreementRow } from "~/domain/cost-sharing/agreement-views.server";
import { AGREEMENT_STATES, type AgreementState } from "~/domain/cost-sharing/agreement";
import type { DownloadColumn } from "./download.server";
import { ticked } from "./agreement-forms";

const isState = (text: string): text is AgreementState => Object.hasOwn(AGREEMENT_STATES, text);

/** Filters of the list of agreements. An unknown state is left out rather than refused. */
export const AgreementsQuery = z.object({
  state: ticked.transform((states) => states.filter(isState)),
  done: z.string().optional(),
});

/** What the list asks for: all of them while no state is chosen. */
export function statesAsked(state: readonly AgreementState[]): { states?: readonly AgreementState[] } {
  return state.length > 0 ? { states: state } : {};
}

export const AGREEMENT_COLUMNS: readonly DownloadColumn<AgreementRow>[] = [
  { header: "Agreement", value: (row) => row.agreementId },
  { header: "Title", value: (row) => row.title },
  { header: "Version", value: (row) => row.version },
  { header: "State", value: (row) => row.state.replaceAll("_", " ") },
  { header: "Run by", value: (row) => row.ownerName },
  { header: "First day", value: (row) => row.effectiveFrom },
  { header: "Last day", value: (row) => row.effectiveTo },
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
