import { and, asc, eq, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { auditEvent } from "~db/schema/audit";
import { framework, lot } from "~db/schema/frameworks";
import {
  order,
  orderApproval,
  orderContact,
  orderKpi,
  orderMilestone,
  orderRecipient,
  orderSignature,
} from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { registeredPatientsOf } from "~/domain/organisations/organisation-views.server";
import type { Day } from "~/domain/shared/day";
import type { ListingState } from "~/domain/catalogue/listing";
import { itemsOfOrder } from "~/domain/who-pays/item-views.server";
import type { OrderState } from "./order";
import { mayApproveFor, mayManage, maySee, maySignForSupplier, noSuchOrder, type Person } from "./parties";
import type { OrderSnapshot } from "./submit-order.server";

/** States in which an order is the supplier's to see: from when the buyer has signed and every payer agreed. */
export const SUPPLIER_SEES: readonly OrderState[] = ["awaiting_signature", "live", "completed", "terminated"];

/** The condition that an order concerns this person: in the query, so that no page can forget it. */
function concerns(person: Person): SQL | undefined {
  const nobody: Person = { organisationCode: null, roles: person.roles };
  const none = { id: "", buyerCode: "", supplierOrganisationCode: "", payerCodes: [] };
  if (maySee(nobody, none, false)) return undefined; // the centre sees every order
  const code = person.organisationCode;
  if (code === null) return sql`false`;
  const asked = sql`select 1 from ${orderApproval} where ${orderApproval.orderId} = ${order.id} and ${orderApproval.payerCode} = ${code}`;
  return or(
    eq(order.buyerCode, code),
    sql`exists (${asked})`,
    and(eq(supplier.organisationCode, code), isAnyOf(order.state, [...SUPPLIER_SEES])),
  );
}

function approvalsOf(q: Queryable, orderId: string) {
  return q
    .select({
      payerCode: orderApproval.payerCode,
      payerName: organisation.name,
      payerKind: organisation.kind,
      state: sql<"requested" | "approved" | "declined">`${orderApproval.state}`,
      net: orderApproval.net,
      vat: orderApproval.vat,
      requestedAt: orderApproval.requestedAt,
      decidedAt: orderApproval.decidedAt,
      decidedBy: orderApproval.decidedBy,
      decidedByName: user.name,
      reason: orderApproval.reason,
      alsoSigned: orderApproval.alsoSigned,
    })
    .from(orderApproval)
    .innerJoin(organisation, eq(organisation.code, orderApproval.payerCode))
    .leftJoin(user, eq(user.id, orderApproval.decidedBy))
    .where(eq(orderApproval.orderId, orderId))
    .orderBy(asc(organisation.name));
}

function milestonesOf(q: Queryable, orderId: string) {
  return q
    .select({
      id: orderMilestone.id,
      position: orderMilestone.position,
      title: orderMilestone.title,
      dueOn: orderMilestone.dueOn,
      paymentBasisPoints: orderMilestone.paymentBasisPoints,
      confirmedAt: orderMilestone.confirmedAt,
      confirmedByName: user.name,
      confirmationNote: orderMilestone.confirmationNote,
    })
    .from(orderMilestone)
    .leftJoin(user, eq(user.id, orderMilestone.confirmedBy))
    .where(eq(orderMilestone.orderId, orderId))
    .orderBy(asc(orderMilestone.position));
}

function kpisOf(q: Queryable, orderId: string) {
  return q
    .select({ title: orderKpi.title, target: orderKpi.target })
    .from(orderKpi)
    .where(eq(orderKpi.orderId, orderId))
    .orderBy(asc(orderKpi.position));
}

async function recipientsWith(q: Queryable, orderId: string, on: Day) {
  const rows = await q
    .select({
      code: organisation.code,
      name: organisation.name,
      kind: organisation.kind,
      town: organisation.town,
    })
    .from(orderRecipient)
    .innerJoin(organisation, eq(organisation.code, orderRecipient.organisationCode))
    .where(eq(orderRecipient.orderId, orderId))
    .orderBy(asc(organisation.name), asc(organisation.code));
  const codes = rows.map((row) => row.code);
  const lists = await registeredPatientsOf(q, codes, on);
  return rows.map((row) => ({ ...row, registeredPatients: lists.get(row.code)?.patients ?? null }));
}

/**
 * One order with everything its pages show, for a person whom it concerns: the buyer's people, those of a
 * payer that is asked, the supplier's once it is theirs to sign, and the centre's. For everybody else it does
 * not exist. Throws Problem not-found `no-such-order`.
 */
export async function orderView(q: Queryable, { id, actor, on }: { id: string; actor: Person; on: Day }) {
  const [row] = await q
    .select({
      order,
      supplier,
      buyer: organisation,
      solutionName: catalogueItem.name,
      solutionState: sql<ListingState>`${catalogueItem.state}`,
      solutionStateReason: catalogueItem.stateReason,
      supportEndsOn: catalogueItem.supportEndsOn,
      lotName: lot.name,
      lotNumber: lot.number,
      minimumTermMonths: lot.minimumTermMonths,
      maximumTermMonths: lot.maximumTermMonths,
      frameworkId: framework.id,
      frameworkName: framework.name,
      frameworkEndsOn: framework.endsOn,
    })
    .from(order)
    .innerJoin(supplier, eq(supplier.id, order.supplierId))
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .innerJoin(catalogueItem, eq(catalogueItem.id, order.solutionId))
    .innerJoin(lot, eq(lot.id, order.lotId))
    .innerJoin(framework, eq(framework.id, lot.frameworkId))
    .where(and(eq(order.id, id), concerns(actor)));
  if (!row) throw noSuchOrder(id);
  const [contacts, recipients, items, milestones, approvals, signatures, kpis] = await Promise.all([
    q.select().from(orderContact).where(eq(orderContact.orderId, id)),
    recipientsWith(q, id, on),
    itemsOfOrder(q, id),
    milestonesOf(q, id),
    approvalsOf(q, id),
    q
      .select()
      .from(orderSignature)
      .where(eq(orderSignature.orderId, id))
      .orderBy(asc(orderSignature.signedAt)),
    kpisOf(q, id),
  ]);
  const { order: found, ...names } = row;
  const { snapshot, ...fields } = found;
  const parties = {
    id,
    buyerCode: fields.buyerCode,
    supplierOrganisationCode: row.supplier.organisationCode,
    payerCodes: approvals.map((one) => one.payerCode),
  };
  const forSupplier = actor.organisationCode === row.supplier.organisationCode;
  const own = approvals.find((one) => one.payerCode === actor.organisationCode);
  return {
    ...names,
    ...fields,
    state: fields.state as OrderState,
    signedForBuyer: (snapshot as OrderSnapshot | null)?.signedForBuyer ?? null,
    /** What was awarded beside what was ordered, as it was kept when the order was sent; not the supplier's to read. */
    compared: forSupplier ? null : ((snapshot as OrderSnapshot | null)?.compared ?? null),
    setAsideTerms: forSupplier ? {} : fields.setAsideTerms,
    contacts,
    recipients,
    items,
    milestones,
    kpis,
    approvals,
    signatures,
    may: {
      manage: mayManage(actor, parties),
      approve: own !== undefined && mayApproveFor(actor, own.payerCode),
      sign: maySignForSupplier(actor, parties),
    },
  };
}

export type OrderView = Awaited<ReturnType<typeof orderView>>;

/** What a supplier may read of an order's history: not how the buyer drafted it or what its payers said. */
const SUPPLIER_READS = [
  "approved",
  "accepted",
  "declined",
  "milestone-confirmed",
  "completed",
  "terminated",
].map((action) => `order.${action}`);

/**
 * What happened to an order, the latest first; for the supplier, its part of it. Ask `orderView` first: this does not
 * ask who may see it.
 */
export async function orderHistory(
  q: Queryable,
  orderId: string,
  { forSupplier = false }: { forSupplier?: boolean } = {},
) {
  return q
    .select({
      id: auditEvent.position,
      at: auditEvent.at,
      action: auditEvent.action,
      summary: auditEvent.summary,
      actorName: auditEvent.actorName,
      organisationCode: auditEvent.organisationCode,
    })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.stream, `order:${orderId}`),
        forSupplier ? isAnyOf(auditEvent.action, SUPPLIER_READS) : undefined,
      ),
    )
    .orderBy(sql`${auditEvent.position} desc`);
}
