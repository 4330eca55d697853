import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fund } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatDay, type Day } from "../shared/day";
import { requireReason } from "~/domain/shared/reason";
import { fundBalance } from "./funding-views.server";
import { notifyFundUsers } from "./notify-fund-users.server";
import { requireNewDates } from "./require-new-dates.server";
import { oneOfficerLimit } from "./requests/money-request-views.server";
import { closingNeedsTwo, needsTwo } from "./two-officers";

/**
 * Changes the days on which orders may commit a fund's money: closes it sooner, keeps it open longer. What is
 * committed already stays so. Throws a Problem with the reasons when the dates cannot hold. Both days are inclusive
 * London days. Throws Problem not-found `no-such-fund`, bad-request `reason-missing` and `reason-too-long`,
 * rule-broken `fund-dates`, not-allowed `funding-officer-only` and `needs-second-officer`: to bring the last day of a fund that holds more
 * than the sum for one forward takes two. Whoever has money in it or a claim on it is told then.
 */
export async function changeFundDates(
  tx: Tx,
  input: {
    fundId: string;
    opensOn: Day;
    closesOn: Day;
    reason: string;
    /** That another officer approved it. */
    byTwo?: boolean;
    actor: Actor;
    at: Date;
    today: Day;
  },
): Promise<void> {
  const { opensOn, closesOn } = input;
  const reason = requireReason(input.reason, "Say why the dates change.");
  const held = await requireNewDates(tx, input);
  if (!input.byTwo && input.actor.userId !== null) {
    const [{ free }, limit] = [await fundBalance(tx, held.id), await oneOfficerLimit(tx)];
    if (closingNeedsTwo({ ...held, free }, closesOn, limit))
      throw needsTwo({ ...held, free }, `bring the last day of ${held.name} forward`, limit);
  }
  await tx.update(fund).set({ opensOn, closesOn }).where(eq(fund.id, held.id));
  await recordEvent(tx, {
    stream: `fund:${held.id}`,
    action: "fund.dates-changed",
    summary: `${held.name} is now open from ${formatDay(opensOn)} to ${formatDay(closesOn)}: ${reason}`,
    actor: input.actor,
    at: input.at,
    before: { opensOn: held.opensOn, closesOn: held.closesOn },
    after: { opensOn, closesOn, reason },
  });
  if (closesOn < held.closesOn)
    await notifyFundUsers(tx, {
      fund: held,
      kind: "fund-closing",
      subject: `${held.name} closes on ${formatDay(closesOn)}`,
      body: [
        `${input.actor.name} of the centre changed the last day on which orders can use ${held.name} (${held.id}) from ${formatDay(held.closesOn)} to ${formatDay(closesOn)}.`,
        `Reason: ${reason}`,
        "What orders have committed stays committed. An order that waits for its money must be signed by its supplier by that day, or needs another fund.",
        { label: "Help and contact", path: "/help" },
      ],
      exceptUserId: input.actor.userId,
    });
}
