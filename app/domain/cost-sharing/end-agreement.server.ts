import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { agreementVersion } from "~db/schema/cost-sharing";
import type { Actor } from "../events/event";
import { recordEvent } from "../events/record-event.server";
import { earlier, formatDay, later, type Day } from "../shared/day";
import { requireNextState } from "../shared/state-table";
import { AGREEMENT_STATES } from "./agreement";
import { loadVersion } from "./load-version.server";
import { requireAgreementWriter } from "./signing";
import { tellSignatories } from "./tell-signatories.server";

/**
 * Ends a version: one in force after a last day, one that is only proposed at once. Orders placed before keep the
 * shares they were placed with.
 */
export async function endAgreement(
  tx: Tx,
  input: { agreementId: string; version: number; lastDay: Day; reason: string; actor: Actor; at: Date },
): Promise<void> {
  requireAgreementWriter(input.actor);
  const { row, state, version } = await loadVersion(tx, input.agreementId, input.version);
  const next = requireNextState(AGREEMENT_STATES, "agreement", state, "end");
  const lastDay = later(row.effectiveFrom, input.lastDay);
  const effectiveTo = row.effectiveTo ? earlier(row.effectiveTo, lastDay) : lastDay;
  await tx
    .update(agreementVersion)
    .set({ state: next, effectiveTo, endReason: input.reason })
    .where(and(eq(agreementVersion.agreementId, row.agreementId), eq(agreementVersion.version, row.version)));
  await recordEvent(tx, {
    stream: `agreement:${row.agreementId}`,
    action: "agreement.ended",
    summary: `Ended ${version.title}, version ${row.version}, after ${formatDay(effectiveTo)}: ${input.reason}`,
    actor: input.actor,
    at: input.at,
    before: { state, effectiveTo: row.effectiveTo },
    after: { state: next, effectiveTo },
  });
  if (!row.proposedAt) return;
  await tellSignatories(tx, version.parties, (address) => ({
    kind: "agreement-ended",
    subject: `${version.title} ${state === "proposed" ? "was withdrawn" : "ends"}`,
    body: [
      state === "proposed"
        ? `${version.title} (${row.agreementId}, version ${row.version}) was withdrawn before every party had signed it.`
        : `${version.title} (${row.agreementId}, version ${row.version}) applies to orders until ${formatDay(effectiveTo)}, and to none after.`,
      `Reason: ${input.reason}`,
      { label: "Read it", path: `${address}/${row.agreementId}` },
    ],
  }));
}
