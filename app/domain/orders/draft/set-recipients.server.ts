import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf, isNoneOf } from "~db/lists";
import { orderItem, orderItemQuantity, orderRecipient } from "~db/schema/orders";
import { award } from "~db/schema/shortlists";
import { registeredPatientsOf } from "~/domain/organisations/organisation-views.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { changeOrder, type Change, type Changed } from "./change-order.server";
import { readCompared } from "./compared";
import { itemsOfOrder } from "~/domain/who-pays/item-views.server";
import type { LockedOrder } from "./lock-order.server";
import { codeChanges } from "./order-changes";
import { recipientFaults } from "./recipient-fault-views.server";
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
    await requireRecipients(tx, { buyerCode, codes: wanted, on: change.today });
    const before = await tx.select().from(orderRecipient).where(eq(orderRecipient.orderId, id));
    await tx.delete(orderRecipient).where(eq(orderRecipient.orderId, id));
    await insertRows(
      tx,
      orderRecipient,
      wanted.map((organisationCode) => ({ orderId: id, organisationCode })),
    );
    await dropQuantities(tx, id, wanted);
    await fillQuantities(tx, locked, { codes: wanted, on: change.today });
    await refreshOrderTotals(tx, locked);
    const codes = before.map((row) => row.organisationCode).sort();
    return {
      summary: `Changed the recipients: ${codeChanges(codes, wanted).join("; ")}`,
      before: codes,
      after: wanted.toSorted(),
    };
  });
}

/**
 * What was awarded and has no quantity yet gets it with its recipients: for a price per patient the registered patients
 * of each, otherwise the awarded quantity where there is one recipient.
 */
async function fillQuantities(
  tx: Tx,
  locked: LockedOrder,
  { codes, on }: { codes: readonly string[]; on: Day },
): Promise<void> {
  const bare = (await itemsOfOrder(tx, locked.id)).filter((item) => item.quantities.length === 0);
  if (bare.length === 0) return;
  const [from] = await tx
    .select({ compared: award.compared })
    .from(award)
    .where(eq(award.id, locked.awardId));
  const compared = readCompared(from?.compared);
  const patients = await registeredPatientsOf(tx, codes, on);
  for (const item of bare.filter(({ priceId }) => priceId === compared?.price.id)) {
    const quantities =
      item.price.unit === "patient"
        ? codes.map((code) => [code, patients.get(code)?.patients ?? 0n] as const)
        : codes.length === 1
          ? [[codes[0]!, compared!.quantity] as const]
          : [];
    await insertRows(
      tx,
      orderItemQuantity,
      quantities
        .filter(([, quantity]) => quantity > 0n)
        .map(([organisationCode, quantity]) => ({ orderItemId: item.id, organisationCode, quantity })),
    );
  }
}

async function dropQuantities(tx: Tx, orderId: string, kept: string[]): Promise<void> {
  const items = tx.select({ id: orderItem.id }).from(orderItem).where(eq(orderItem.orderId, orderId));
  await tx
    .delete(orderItemQuantity)
    .where(
      and(isAnyOf(orderItemQuantity.orderItemId, items), isNoneOf(orderItemQuantity.organisationCode, kept)),
    );
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
