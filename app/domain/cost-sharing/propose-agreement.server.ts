import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "~db";
import { agreementVersion } from "~db/schema/cost-sharing";
import { fund } from "~db/schema/funding";
import type { Actor } from "../events/event";
import { recordEvent } from "../events/record-event.server";
import { formatDay } from "../shared/day";
import { Problem } from "../shared/problem";
import { requireNextState } from "../shared/state-table";
import { AGREEMENT_STATES, type AgreementVersion } from "./agreement";
import { checkAgreement } from "./check-agreement";
import { clash, type Contradiction } from "./contradiction";
import type { Nature } from "./cost-line";
import { loadVersion } from "./load-version.server";
import { requireAgreementWriter } from "./signing";

/**
 * Shows a draft to its parties for signature; from now on its words are fixed. Throws Problem
 * agreement-contradicts-itself with every contradiction and the rule numbers.
 */
export async function proposeAgreement(
  tx: Tx,
  input: { agreementId: string; version: number; actor: Actor; at: Date },
): Promise<void> {
  requireAgreementWriter(input.actor);
  const { row, state, version } = await loadVersion(tx, input.agreementId, input.version);
  const next = requireNextState(AGREEMENT_STATES, "agreement", state, "propose");
  const found = [...checkAgreement(version, await knownFunds(tx)), ...(await successionClashes(tx, version))];
  if (found.length > 0) {
    throw new Problem(
      "rule-broken",
      "agreement-contradicts-itself",
      {
        title: `This agreement cannot be proposed yet: it contradicts itself in ${found.length === 1 ? "one place" : `${found.length} places`}.`,
        detail: found.map((each) => each.text).join(" "),
        rule: "An agreement must be able to hold before anyone signs it",
      },
      { contradictions: found },
    );
  }
  await tx
    .update(agreementVersion)
    .set({ state: next, proposedAt: input.at })
    .where(and(eq(agreementVersion.agreementId, row.agreementId), eq(agreementVersion.version, row.version)));
  await recordEvent(tx, {
    stream: `agreement:${row.agreementId}`,
    action: "agreement.proposed",
    summary: `Proposed ${version.title}, version ${row.version}, to ${version.parties.length} parties`,
    actor: input.actor,
    at: input.at,
    before: { state },
    after: { state: next },
  });
}

async function knownFunds(tx: Tx) {
  const rows = await tx
    .select({ fundId: fund.id, financialYear: fund.financialYear, nature: fund.nature })
    .from(fund);
  return rows.map((row) => ({ ...row, nature: row.nature as Nature }));
}

/** A version takes over from a date; one that began later or on the same day could not be followed by it. */
async function successionClashes(tx: Tx, version: AgreementVersion): Promise<Contradiction[]> {
  if (version.parties.length === 0) {
    return [clash("no-parties", [], "No organisation is a party to it. Name those who sign.")];
  }
  const inForce = await tx
    .select({ number: agreementVersion.version, from: agreementVersion.effectiveFrom })
    .from(agreementVersion)
    .where(
      and(
        eq(agreementVersion.agreementId, version.agreementId),
        inArray(agreementVersion.state, ["in_force"]),
      ),
    );
  return inForce
    .filter((earlier) => earlier.from >= version.effectiveFrom)
    .map((earlier) =>
      clash(
        "takes-over-too-early",
        [],
        `Version ${earlier.number} is in force from ${formatDay(earlier.from)}, so this version must begin after that day.`,
      ),
    );
}
