import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { agreementVersion } from "~db/schema/agreements";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatDay, type Day } from "~/domain/shared/day";
import { requireEndable } from "./require-endable.server";
import { notifySignatories } from "./notify-signatories.server";

/**
 * Ends a signed version after the last day that was given, which is kept as it is: one before the first day means that
 * it is never in force. Orders placed before keep the shares they were placed with. The database refuses it unless one
 * officer proposed it and another approved (`decideProposal`). Throws what `requireEndable` does.
 */
export async function endAgreement(
  tx: Tx,
  input: { agreementId: string; version: number; lastDay: Day; reason: string; actor: Actor; at: Date },
): Promise<void> {
  const { lastDay } = input;
  const { row, state, version, next } = await requireEndable(tx, input);
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
  await notifySignatories(tx, [...version.parties, ...row.payersTold], (address) => ({
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
