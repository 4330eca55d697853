import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { order, orderContact, orderRecipient } from "~db/schema/orders";
import { user } from "~db/schema/people";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireActive } from "~/domain/organisations/require-active.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { callOffId } from "../order";
import { refreshOrderTotals } from "./refresh-order-totals.server";
import { writeItems } from "./write-items.server";
import { drawNumber } from "~/domain/shared/draw-number.server";

/** An organisation of these kinds buys for others: who receives the order is a choice, not a guess. */
const BUYS_FOR_OTHERS = ["icb", "sub_icb", "csu", "national"];

export interface NewOrder {
  actor: Actor;
  at: Date;
  today: Day;
  award: { id: string; solutionId: string; lotId: string };
  buyerCode: string;
  title: string;
  /** What the shortlist assumed; the buyer can change both. */
  startsOn?: Day | null;
  termMonths?: number | null;
  /** The list price on which the solution was compared and for how many: the order begins with it. */
  offer?: { priceId: string; quantity: bigint } | null;
  /** The services of the need at the list prices on which they were compared. */
  services?: readonly { itemId: string; priceId: string; quantity: bigint }[];
}

/**
 * Opens the order that an award leads to: one for each award, in progress, with what was awarded and the
 * contacts that are known. Called in the award's own transaction. Returns its call-off id. Throws when the
 * buyer may not order any more. Throws Problem not-allowed `not-procurement-lead`, not-found
 * `no-such-solution`, and what its guards throw.
 */
export async function createOrder(tx: Tx, input: NewOrder): Promise<{ orderId: string }> {
  const { actor, at, today, award, buyerCode } = input;
  if (!actor.userId || actor.organisationCode !== buyerCode || !actor.roles.includes("procurement_lead")) {
    throw new Problem("not-allowed", "not-procurement-lead", {
      title: "Only a procurement lead of the buying organisation can start an order.",
      detail: "Ask a procurement lead of your organisation.",
    });
  }
  const buyer = await requireActive(tx, buyerCode, today);
  const [item] = await tx
    .select({ supplier })
    .from(catalogueItem)
    .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
    .where(eq(catalogueItem.id, award.solutionId));
  if (!item) throw new Problem("not-found", "no-such-solution", "There is no such solution.");
  const callOffNumber = await drawNumber(tx, "callOff");
  const id = callOffId(callOffNumber);
  await tx.insert(order).values({
    id,
    callOffNumber,
    buyerCode,
    supplierId: item.supplier.id,
    solutionId: award.solutionId,
    lotId: award.lotId,
    awardId: award.id,
    title: input.title,
    state: "in_progress",
    startsOn: input.startsOn ?? null,
    termMonths: input.termMonths ?? null,
    createdBy: actor.userId,
    createdAt: at,
  });
  await fillInWhatIsKnown(tx, id, { actor, buyer, from: item.supplier });
  await beginWithAward(tx, id, input);
  await recordEvent(tx, {
    stream: `order:${id}`,
    action: "order.created",
    summary: `Started order ${id}: ${input.title}`,
    actor,
    at,
    after: { solutionId: award.solutionId, lotId: award.lotId, buyerCode },
  });
  return { orderId: id };
}

/** What was awarded, at the compared list price; for a buyer that buys for others the quantities follow its recipients. */
async function beginWithAward(tx: Tx, id: string, input: NewOrder): Promise<void> {
  const { offer, services = [], award, today, startsOn = null, termMonths = null } = input;
  if (!offer) return;
  const recipients = await tx.select().from(orderRecipient).where(eq(orderRecipient.orderId, id));
  const only = recipients.length === 1 ? recipients[0]!.organisationCode : null;
  const chosen = [{ itemId: award.solutionId, ...offer }, ...services].map(
    ({ itemId, priceId, quantity }) => ({
      itemId,
      priceId,
      quantities: only ? { [only]: quantity } : {},
    }),
  );
  await writeItems(tx, { id, solutionId: award.solutionId, startsOn }, { chosen, today });
  await refreshOrderTotals(tx, { id, startsOn, termMonths, net: null, vat: null });
}

async function fillInWhatIsKnown(
  tx: Tx,
  orderId: string,
  input: { actor: Actor; buyer: { code: string; kind: string }; from: typeof supplier.$inferSelect },
): Promise<void> {
  const { actor, buyer, from } = input;
  const [lead] = await tx.select().from(user).where(eq(user.id, actor.userId!));
  const contacts = [
    ...(lead ? [{ orderId, side: "buyer", name: lead.name, email: lead.email }] : []),
    ...(from.contactName && from.contactEmail
      ? [{ orderId, side: "supplier", name: from.contactName, email: from.contactEmail }]
      : []),
  ];
  await insertRows(tx, orderContact, contacts);
  if (!BUYS_FOR_OTHERS.includes(buyer.kind)) {
    await tx.insert(orderRecipient).values({ orderId, organisationCode: buyer.code });
  }
}
