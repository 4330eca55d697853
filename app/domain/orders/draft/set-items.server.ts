import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { order } from "~db/schema/orders";
import type { Day } from "~/domain/shared/day";
import { changeOrder, type Change, type Changed } from "./change-order.server";
import { itemsOfOrder, type OrderedItem } from "~/domain/who-pays/item-views.server";
import type { LockedOrder } from "../lock-order.server";
import { requireNatureSeen } from "../approvals/nature-effects.server";
import { organisationLabels } from "~/domain/organisations/organisation-views.server";
import { itemChanges, keptItem } from "./order-changes";
import { refreshOrderTotals } from "./refresh-order-totals.server";
import { writeItems, type ChosenItem } from "./write-items.server";

/**
 * Says what is ordered, at which price, and how many each recipient gets; replaces what was there. Prices are
 * today's list prices of the awarded solution and its services, or agreed prices below them, and are kept
 * with the order. An item that moves from revenue to capital or back, so that somebody's share ends, begins
 * or changes, is refused with whose (`nature-changes-shares`, its details holding `effects`) until
 * `natureSeen` says that it was seen. Agreed prices are ten-thousandths of a pound.
 */
export async function setItems(
  tx: Tx,
  change: Change & { today: Day; natureSeen?: string },
  chosen: readonly ChosenItem[],
): Promise<Changed> {
  return changeOrder(tx, change, "order.items-set", async (locked) => {
    const before = await itemsOfOrder(tx, locked.id);
    const { today, natureSeen } = change;
    await requireNatureSeen(tx, locked, { before, chosen, today, natureSeen });
    await writeItems(tx, locked, { chosen, today });
    await keepTerms(tx, locked, { before, chosen });
    await refreshOrderTotals(tx, locked);
    const after = await itemsOfOrder(tx, locked.id);
    const recipients = [...before, ...after].flatMap(({ quantities }) => quantities);
    const nameOf = await organisationLabels(
      tx,
      recipients.map(({ organisationCode }) => organisationCode),
    );
    return {
      summary: `Changed the items: ${itemChanges(before, after, nameOf).join("; ")}`,
      before: before.map(keptItem),
      after: after.map(keptItem),
    };
  });
}

/** What was agreed for items that are taken out of the order is there again when they come back. */
async function keepTerms(
  tx: Tx,
  locked: Pick<LockedOrder, "id" | "setAsideTerms">,
  { before, chosen }: { before: readonly OrderedItem[]; chosen: readonly ChosenItem[] },
): Promise<void> {
  const stays = new Set(chosen.map((item) => item.priceId));
  const out = before.filter((item) => !stays.has(item.priceId));
  const kept = Object.entries(locked.setAsideTerms).filter(([priceId]) => !stays.has(priceId));
  const setAsideTerms = {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(
      out.map(({ priceId, agreed, nature }) => [priceId, { agreed: agreed?.map(String) ?? null, nature }]),
    ),
  };
  await tx.update(order).set({ setAsideTerms }).where(eq(order.id, locked.id));
}
