import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { order } from "~db/schema/orders";
import type { Actor } from "~/domain/audit/event";
import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import { addDays, addMonths, formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { releasesOf } from "./ledger";
import { recordTransaction } from "./record-transaction.server";
import { lockReservations } from "./reservations.server";

/** The states of an order in which nothing more is invoiced; a running order keeps its money whatever the date. */
export const ENDED_STATES: readonly string[] = ["completed", "terminated"];

/**
 * Gives back what is still reserved for an order that has ended and whose term is over. Once: called again it
 * finds nothing left. Throws rule-broken when the order runs or its term is not over. Answers pence. Codes:
 * not-found `no-such-order`, rule-broken `order-not-over`, and what its guards throw.
 */
export async function expireReservation(
  tx: Tx,
  input: { orderId: string; actor: Actor; at: Date; today: Day },
): Promise<{ released: Pence }> {
  const [ended] = await tx.select().from(order).where(eq(order.id, input.orderId)).for("no key update");
  if (!ended) throw new Problem("not-found", "no-such-order", `There is no order ${input.orderId}.`);
  const lastDay =
    ended.startsOn && ended.termMonths ? addDays(addMonths(ended.startsOn, ended.termMonths), -1) : null;
  if (!ENDED_STATES.includes(ended.state) || (lastDay !== null && lastDay >= input.today)) {
    throw new Problem("rule-broken", "order-not-over", {
      title: `Order ${ended.id} has not ended, so what is reserved for it stays.`,
      detail: "Money expires when the order is completed or terminated and its term is over.",
    });
  }
  const transfers = releasesOf(await lockReservations(tx, ended.id));
  const released = sum(transfers.map((transfer) => transfer.amount));
  if (released === 0n) return { released };
  const since = lastDay === null ? "" : ` on ${formatDay(lastDay)}`;
  await recordTransaction(tx, {
    idempotencyKey: `expire:${ended.id}`,
    kind: "expire",
    text: `Order ${ended.id} ended${since}: ${formatPence(released)} that was still reserved went back`,
    orderId: ended.id,
    effectiveOn: input.today,
    at: input.at,
    transfers,
  });
  return { released };
}
