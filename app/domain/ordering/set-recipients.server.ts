import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf, isNoneOf } from "~db/lists";
import { orderItem, orderItemQuantity, orderRecipient } from "~db/schema/ordering";
import { recipientsOf } from "~/domain/organisations/organisation-views.server";
import { requireAllActive } from "~/domain/organisations/require-all-active.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { changeOrder, type Change, type Changed } from "./change-order.server";
import { refreshOrderTotals } from "./refresh-order-totals.server";

/** The most organisations that one order can serve. */
export const MOST_RECIPIENTS = 2_000;

/**
 * Says who receives what is ordered: the buyer itself, or organisations it may buy for. Quantities of those that are
 * no longer there go with them. Throws when one is not the buyer's to order for, was closed or was merged away.
 */
export async function setRecipients(
  tx: Tx,
  change: Change & { today: Day },
  codes: readonly string[],
): Promise<Changed> {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) {
    throw new Problem(
      "bad-request",
      "no-recipients",
      "Choose at least one organisation that receives the order.",
    );
  }
  if (wanted.length > MOST_RECIPIENTS) {
    throw new Problem("bad-request", "too-many-recipients", {
      title: `An order has at most ${MOST_RECIPIENTS.toLocaleString("en-GB")} recipients.`,
      detail: "Place a second order for the rest.",
    });
  }
  return changeOrder(tx, change, "order.recipients-set", async (locked) => {
    const { id, buyerCode } = locked;
    const allowed = new Set([
      buyerCode,
      ...(await recipientsOf(tx, buyerCode, change.today)).map((one) => one.code),
    ]);
    const strangers = wanted.filter((code) => !allowed.has(code));
    // A merged-away organisation is no longer among the choices: naming its successor helps more than "not allowed".
    await requireAllActive(tx, [...strangers, ...wanted], change.today);
    if (strangers.length > 0) {
      throw new Problem(
        "rule-broken",
        "not-your-recipient",
        {
          title: `Your organisation cannot order for ${strangers.slice(0, 5).join(", ")}.`,
          detail:
            "An order can be for your own organisation and for those in its area or under it. Remove the others.",
        },
        { strangers },
      );
    }
    const before = await tx.select().from(orderRecipient).where(eq(orderRecipient.orderId, id));
    await tx.delete(orderRecipient).where(eq(orderRecipient.orderId, id));
    await insertRows(
      tx,
      orderRecipient,
      wanted.map((organisationCode) => ({ orderId: id, organisationCode })),
    );
    await dropQuantities(tx, id, wanted);
    await refreshOrderTotals(tx, locked);
    return {
      summary: `Set ${wanted.length} ${wanted.length === 1 ? "recipient" : "recipients"}`,
      before: before.map((row) => row.organisationCode),
      after: wanted,
    };
  });
}

async function dropQuantities(tx: Tx, orderId: string, kept: string[]): Promise<void> {
  const items = tx.select({ id: orderItem.id }).from(orderItem).where(eq(orderItem.orderId, orderId));
  await tx
    .delete(orderItemQuantity)
    .where(
      and(isAnyOf(orderItemQuantity.orderItemId, items), isNoneOf(orderItemQuantity.organisationCode, kept)),
    );
}
