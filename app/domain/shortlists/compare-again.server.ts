import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { award, shortlist, shortlistItem } from "~db/schema/shortlists";
import { cancelOrder } from "~/domain/orders/cancel-order.server";
import type { Change } from "~/domain/orders/change-order.server";
import { orderedQuantities, readCompared } from "~/domain/orders/compared";
import { itemsOfOrder } from "~/domain/who-pays/item-views.server";
import { lockOrder } from "~/domain/orders/lock-order.server";
import { requireBuyer } from "~/domain/orders/parties";
import { later, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { addToShortlist } from "./add-to-shortlist.server";
import { createShortlist } from "./create-shortlist.server";
import { LONGEST_NAME, readQuantities } from "./shortlist";

/**
 * Sends an order in progress back to comparison: cancels it and starts a shortlist with the same need and solutions, on
 * the order's own quantities, term and start. Returns the shortlist's id. Solutions that are no longer published are
 * left out. Throws conflict once the order is signed by the supplier.
 */
export async function compareAgain(tx: Tx, deed: Change & { today: Day }): Promise<{ shortlistId: string }> {
  const { actor, at, today, orderId } = deed;
  const locked = await lockOrder(tx, orderId);
  requireBuyer(actor, locked);
  const [from] = await tx
    .select({ shortlist, compared: award.compared })
    .from(award)
    .innerJoin(shortlist, eq(shortlist.id, award.shortlistId))
    .where(eq(award.id, locked.awardId));
  const { shortlist: old, compared: stored } = from!;
  const compared = readCompared(stored);
  const all = await itemsOfOrder(tx, orderId);
  const items = all.filter((item) => item.itemId === locked.solutionId);
  const services = all.filter((item) => item.itemId !== locked.solutionId);
  await cancelOrder(tx, { ...deed, reason: "Back to comparison: it left what was compared" });
  const shortlistId = await createShortlist(tx, {
    name: `${old.name.slice(0, LONGEST_NAME - AGAIN.length)}${AGAIN}`,
    need: old.need,
    lotId: old.lotId,
    quantities: compared ? orderedQuantities(compared, items, services) : readQuantities(old.quantities),
    termMonths: locked.termMonths ?? old.termMonths,
    startsOn: later(locked.startsOn ?? old.startsOn, today),
    actor,
    at,
  });
  const listed = await tx
    .select({ solutionId: shortlistItem.solutionId })
    .from(shortlistItem)
    .where(eq(shortlistItem.shortlistId, old.id))
    .orderBy(asc(shortlistItem.addedAt), asc(shortlistItem.solutionId));
  for (const { solutionId } of listed) {
    await addToShortlist(tx, { id: shortlistId, solutionId, actor, at }).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== "not-orderable") throw error;
    });
  }
  return { shortlistId };
}

const AGAIN = ", compared again";
