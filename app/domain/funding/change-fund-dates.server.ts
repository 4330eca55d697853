import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fund } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatDay, type Day } from "../shared/day";
import { requireReason } from "~/domain/shared/reason";
import { closingMoneyText } from "./fund";
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
 * than the sum for one forward takes two. Whoever has money in it or a claim on it, or counts on it in an order
 * that is being written, is told then.
 */
export async function changeFundDates(
  tx: Tx,
  input: {
    fundId: string;
    opensOn: Day;
    closesOn: Day;
    reason: string;
    /** Who would be paid for by it in orders that are being written (`draftsOnFund`), by code. */
    draftBuyers: readonly string[];
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
  const balance = await fundBalance(tx, held.id);
  const sooner = closesOn < held.closesOn;
  if (!input.byTwo && input.actor.userId !== null) {
    const [{ free }, limit] = [balance, await oneOfficerLimit(tx)];
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
  if (sooner)
    await notifyFundUsers(tx, {
      fund: held,
      kind: "fund-closing",
      subject: `${held.name} closes on ${formatDay(closesOn)}`,
      body: [
        `${input.actor.name} of the centre changed the last day on which orders can use ${held.name} (${held.id}) from ${formatDay(held.closesOn)} to ${formatDay(closesOn)}.`,
        `Reason: ${reason}`,
        closingMoneyText(balance, closesOn),
        "An order that waits for its money, or that is still being written, is paid by the fund only when its supplier signs it by that day. After it the order needs another fund, or its buyer pays.",
        { label: "Help and contact", path: "/help" },
      ],
      alsoBuyers: input.draftBuyers,
      exceptUserId: input.actor.userId,
    });
}
