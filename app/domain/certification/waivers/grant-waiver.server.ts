import type { Tx } from "~db";
import { waiver } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatDay, type Day } from "~/domain/shared/day";
import { requireReason } from "~/domain/shared/reason";
import { requireWaivable } from "../require-waivable.server";

/**
 * Grants a time-boxed exception from one standard for one solution, for one buyer or for all. Answers its id. First
 * and last day are inclusive. Throws Problem bad-request `reason-missing` and `reason-too-long`, and as
 * `requireWaivable`. The database refuses it unless another officer proposed it and this one approved
 * (`decideProposal`).
 */
export async function grantWaiver(
  tx: Tx,
  input: {
    actor: Actor;
    at: Date;
    standardId: string;
    solutionId: string;
    buyerCode: string | null;
    validFrom: Day;
    validTo: Day;
    reason: string;
  },
): Promise<string> {
  const { standardId, solutionId, buyerCode, validFrom, validTo } = input;
  const { standardTitle, solutionName } = await requireWaivable(tx, input);
  const reason = requireReason(input.reason, "Give the reason for the waiver.");
  const [made] = await tx
    .insert(waiver)
    .values({ standardId, solutionId, buyerCode, validFrom, validTo, reason, grantedBy: input.actor.userId })
    .returning({ id: waiver.id });
  await recordEvent(tx, {
    stream: `solution:${solutionId}`,
    action: "waiver.granted",
    summary: `Waived ${standardTitle} for ${solutionName} until ${formatDay(validTo)}: ${reason}`,
    actor: input.actor,
    at: input.at,
    after: { waiverId: made!.id, standardId, buyerCode, validFrom, validTo, reason },
  });
  return made!.id;
}
