import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { agreementVersion } from "~db/schema/agreements";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireNextState } from "~/domain/shared/state-table";
import { AGREEMENT_STATES, AGREEMENT_WORDS } from "./agreement";
import { loadVersion } from "./load-version.server";
import { requireAgreementWriter } from "./signing";
import { notifySignatories } from "./notify-signatories.server";

/**
 * Takes a proposed version back before every party has signed it: it is never in force. Those who were told
 * learn why. Throws Problem not-allowed `agreement-writer-only`, not-found `no-such-agreement`, conflict
 * `wrong-state`.
 */
export async function withdrawAgreement(
  tx: Tx,
  input: { agreementId: string; version: number; reason: string; actor: Actor; at: Date },
): Promise<void> {
  requireAgreementWriter(input.actor);
  const { row, state, version } = await loadVersion(tx, input.agreementId, input.version);
  const next = requireNextState(AGREEMENT_STATES, AGREEMENT_WORDS, state, "withdraw");
  await tx
    .update(agreementVersion)
    .set({ state: next, endReason: input.reason })
    .where(and(eq(agreementVersion.agreementId, row.agreementId), eq(agreementVersion.version, row.version)));
  await recordEvent(tx, {
    stream: `agreement:${row.agreementId}`,
    action: "agreement.withdrawn",
    summary: `Withdrew ${version.title}, version ${row.version}, before every party had signed it: ${input.reason}`,
    actor: input.actor,
    at: input.at,
    before: { state },
    after: { state: next },
  });
  await notifySignatories(tx, [...version.parties, ...row.payersTold], (address) => ({
    kind: "agreement-ended",
    subject: `${version.title} was withdrawn`,
    body: [
      `${version.title} (${row.agreementId}, version ${row.version}) was withdrawn before every party had signed it. It was never in force.`,
      `Reason: ${input.reason}`,
      { label: "Read it", path: `${address}/${row.agreementId}` },
    ],
  }));
}
