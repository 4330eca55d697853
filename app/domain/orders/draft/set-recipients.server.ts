import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf } from "~db/lists";
import { orderItem, orderItemQuantity, orderRecipient } from "~db/schema/orders";
import { award } from "~db/schema/shortlists";
import { registeredPatientsOf } from "~/domain/organisations/organisation-views.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { changeOrder, type Change, type Changed } from "./change-order.server";
import { readCompared } from "./compared";
import { itemsOfOrder, type OrderedItem } from "~/domain/who-pays/item-views.server";
import type { LockedOrder } from "../lock-order.server";
import { organisationLabels } from "~/domain/organisations/organisation-views.server";
import { itemChanges, recipientChanges } from "./order-changes";
import { quantitiesAfter } from "./recipient-quantities";
import { recipientFaults } from "./recipient-fault-views.server";
import { refreshOrderTotals } from "./refresh-order-totals.server";

/** The most organisations that one order can serve. */
export const MOST_RECIPIENTS = 2_000;

/**
 * Says who receives what is ordered: the buyer itself, or organisations it may buy for. What they
 * have of every item stays or passes on by the rule of `quantitiesAfter`, and the event says what changed. Throws when one is not the buyer's to order for, was closed or was
 * merged away. Throws Problem bad-request `no-recipients` and `too-many-recipients`, and what its guards
 * throw.
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
    await requireRecipients(tx, { buyerCode, codes: wanted, on: change.today });
    const before = await tx.select().from(orderRecipient).where(eq(orderRecipient.orderId, id));
    await tx.delete(orderRecipient).where(eq(orderRecipient.orderId, id));
    await insertRows(
      tx,
      orderRecipient,
      wanted.map((organisationCode) => ({ orderId: id, organisationCode })),
    );
    const codes = before.map((row) => row.organisationCode).sort();
    const items = await itemsOfOrder(tx, id);
    await passQuantitiesOn(tx, locked, { items, before: codes, after: wanted, on: change.today });
    await refreshOrderTotals(tx, locked);
    const changed = await itemsOfOrder(tx, id);
    const nameOf = await organisationLabels(tx, [...codes, ...wanted]);
    const changes = [...recipientChanges(codes, wanted, nameOf), ...itemChanges(items, changed, nameOf)];
    const kept = (recipients: readonly string[], of: readonly OrderedItem[]) => ({
      recipients: recipients.toSorted(),
      quantities: Object.fromEntries(of.map(({ priceId, quantities }) => [priceId, quantities])),
    });
    return {
      summary: `Changed the recipients: ${changes.join("; ")}`,
      before: kept(codes, items),
      after: kept(wanted, changed),
    };
  });
}

/** Gives every item the quantities that its new recipients have of it; see the rule of `quantitiesAfter`. */
async function passQuantitiesOn(
  tx: Tx,
  locked: LockedOrder,
  {
    items,
    before,
    after,
    on,
  }: { items: readonly OrderedItem[]; before: readonly string[]; after: readonly string[]; on: Day },
): Promise<void> {
  const [from] = await tx
    .select({ compared: award.compared })
    .from(award)
    .where(eq(award.id, locked.awardId));
  const compared = readCompared(from?.compared);
  const counts = items.some((item) => item.price.unit === "patient")
    ? await registeredPatientsOf(tx, after, on)
    : new Map<string, { patients: bigint }>();
  const patients = new Map([...counts].map(([code, one]) => [code, one.patients]));
  const own = tx.select({ id: orderItem.id }).from(orderItem).where(eq(orderItem.orderId, locked.id));
  await tx.delete(orderItemQuantity).where(isAnyOf(orderItemQuantity.orderItemId, own));
  const rows = items.flatMap((item) =>
    quantitiesAfter(
      { unit: item.price.unit, quantities: item.quantities },
      { before, after, patients, awarded: item.priceId === compared?.price.id ? compared.quantity : null },
    ).map((one) => ({ ...one, orderItemId: item.id })),
  );
  await insertRows(tx, orderItemQuantity, rows);
}

/** Everything that is wrong at once, in the words of each; a merged-away organisation is told with its successor. */
async function requireRecipients(
  tx: Tx,
  asked: { buyerCode: string; codes: readonly string[]; on: Day },
): Promise<void> {
  const faults = await recipientFaults(tx, asked);
  const [first] = faults;
  if (!first) return;
  const texts = faults.map(({ text }) => text);
  const many = texts.length === 1 ? "One" : String(texts.length);
  const rest = "An order can be for your own organisation and for those in its area or under it.";
  throw new Problem(
    "rule-broken",
    first.kind,
    {
      title: `${many} of these organisations cannot receive this order.`,
      detail: [...texts, rest].join(" "),
    },
    { codes: faults.map(({ code }) => code) },
  );
}
