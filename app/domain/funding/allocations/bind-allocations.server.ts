import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fund } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireReason } from "~/domain/shared/reason";
import { fundBalance } from "../funding-views.server";
import { requireBindable } from "./require-bindable.server";
import { oneOfficerLimit } from "../requests/money-request-views.server";
import { bindingNeedsTwo, needsTwo } from "../two-officers";

/**
 * Decides whether a fund's allocations bind: whether an organisation's orders may take no more of the fund than what
 * is set aside for it, and nothing where nothing is. Orders that committed before stay as they are. Throws Problem
 * not-found `no-such-fund`, bad-request `reason-missing` and `reason-too-long`, conflict `bound-already`, not-allowed
 * `funding-officer-only` and `needs-second-officer`: of a fund that holds more than the sum for one, two decide.
 */
export async function bindAllocations(
  tx: Tx,
  input: {
    fundId: string;
    bind: boolean;
    reason: string;
    /** That another officer approved it. */
    byTwo?: boolean;
    actor: Actor;
    at: Date;
  },
): Promise<void> {
  const reason = requireReason(input.reason, "Say why.");
  const held = await requireBindable(tx, input);
  if (!input.byTwo && input.actor.userId !== null) {
    const [{ free }, limit] = [await fundBalance(tx, held.id), await oneOfficerLimit(tx)];
    if (bindingNeedsTwo({ free }, limit))
      throw needsTwo({ ...held, free }, `decide whether the allocations of ${held.name} bind`, limit);
  }
  await tx.update(fund).set({ allocationsBind: input.bind }).where(eq(fund.id, held.id));
  await recordEvent(tx, {
    stream: `fund:${held.id}`,
    action: input.bind ? "fund.allocations-bind" : "fund.allocations-guide",
    summary: input.bind
      ? `Orders may take no more of ${held.name} than what is set aside for their organisation: ${reason}`
      : `Orders may take whatever is free to commit in ${held.name}: ${reason}`,
    actor: input.actor,
    at: input.at,
    before: { allocationsBind: held.allocationsBind },
    after: { allocationsBind: input.bind, reason },
  });
}
