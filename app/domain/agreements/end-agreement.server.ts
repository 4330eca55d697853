import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { agreementVersion } from "~db/schema/agreements";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { AGREEMENT_STATES } from "./agreement";
import { loadVersion } from "./load-version.server";
import { requireAgreementWriter } from "./signing";
import { tellSignatories } from "./tell-signatories.server";

/**
 * Ends a signed version after the last day that was given, which is kept as it is: one before the first day means that
 * it is never in force. Orders placed before keep the shares they were placed with. Throws Problem ends-already when the
 * version ends by then without this.
 */
export async function endAgreement(
  tx: Tx,
  input: { agreementId: string; version: number; lastDay: Day; reason: string; actor: Actor; at: Date },
): Promise<void> {
  requireAgreementWriter(input.actor);
  const { lastDay } = input;
  const { row, state, version } = await loadVersion(tx, input.agreementId, input.version);
  const next = requireNextState(AGREEMENT_STATES, "agreement", state, "end");
  if (row.effectiveTo !== null && lastDay >= row.effectiveTo) {
    throw new Problem("rule-broken", "ends-already", {
      title: `${version.title}, version ${row.version}, ends on ${formatDay(row.effectiveTo)} already.`,
      detail: `Nothing was changed. Enter a last day before ${formatDay(row.effectiveTo)}, or leave it as it is.`,
    });
  }
  await tx
    .update(agreementVersion)
    .set({ state: next, effectiveTo: lastDay, endReason: input.reason })
    .where(and(eq(agreementVersion.agreementId, row.agreementId), eq(agreementVersion.version, row.version)));
  const never = lastDay < row.effectiveFrom;
  const until = never
    ? `before its first day, ${formatDay(row.effectiveFrom)}, so that it is never in force`
    : `after ${formatDay(lastDay)}`;
  await recordEvent(tx, {
    stream: `agreement:${row.agreementId}`,
    action: "agreement.ended",
    summary: `Ended ${version.title}, version ${row.version}, ${until}: ${input.reason}`,
    actor: input.actor,
    at: input.at,
    before: { state, effectiveTo: row.effectiveTo },
    after: { state: next, effectiveTo: lastDay },
  });
  await tellSignatories(tx, [...version.parties, ...row.payersTold], (address) => ({
    kind: "agreement-ended",
    subject: `${version.title} ends`,
    body: [
      never
        ? `${version.title} (${row.agreementId}, version ${row.version}) was ended before its first day, ${formatDay(row.effectiveFrom)}. It is never in force.`
        : `${version.title} (${row.agreementId}, version ${row.version}) applies to orders until ${formatDay(lastDay)}, and to none after.`,
      `Reason: ${input.reason}`,
      { label: "Read it", path: `${address}/${row.agreementId}` },
    ],
  }));
}
