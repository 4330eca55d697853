import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { agreementVersion } from "~db/schema/cost-sharing";
import type { Actor } from "../events/event";
import { recordEvent } from "../events/record-event.server";
import { formatDay } from "../shared/day";
import { Problem } from "../shared/problem";
import { requireNextState } from "../shared/state-table";
import { AGREEMENT_STATES } from "./agreement";
import { clashesOf } from "./check-views.server";
import { loadVersion } from "./load-version.server";
import { requireAgreementWriter } from "./signing";
import { requireFreshDraft } from "./stale-draft";
import { tellSignatories } from "./tell-signatories.server";

/**
 * Shows a draft to its parties for signature; from now on its words are fixed. Throws Problem
 * agreement-contradicts-itself with every contradiction and the rule numbers.
 */
export async function proposeAgreement(
  tx: Tx,
  input: {
    agreementId: string;
    version: number;
    /** The edit count that the person's page showed: what was changed since is not proposed unseen. */
    seen?: number;
    actor: Actor;
    at: Date;
  },
): Promise<void> {
  requireAgreementWriter(input.actor);
  const { row, state, version } = await loadVersion(tx, input.agreementId, input.version);
  const next = requireNextState(AGREEMENT_STATES, "agreement", state, "propose");
  if (input.seen !== undefined) requireFreshDraft({ ...row, seen: input.seen });
  const found = await clashesOf(tx, version, row.summary);
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
  await tellSignatories(tx, version.parties, (address) => ({
    kind: "agreement-to-sign",
    subject: `Sign ${version.title}`,
    body: [
      `${version.title} (${row.agreementId}, version ${row.version}) says who pays for what, and your organisation is a party to it. Its words are now fixed.`,
      `It comes into force on ${formatDay(row.effectiveFrom)} at the earliest, when every party has signed.`,
      { label: "Read it and sign it", path: `${address}/${row.agreementId}` },
    ],
  }));
}
