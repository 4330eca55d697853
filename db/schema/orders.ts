// Over 300 lines: an order with all its parts, which reads best in one place.
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { catalogueItem, price, supplier } from "./catalogue";
import { certificate } from "./certification";
import { day, instant, pence, quantity } from "./columns";
import { agreementVersion } from "./agreements";
import { lot } from "./frameworks";
import { fund } from "./funding";
import { organisation } from "./organisations";
import { user } from "./people";
import { award } from "./shortlists";

/** A call-off. Its id is the call-off number and the revision: C010001-01. */
export const order = pgTable(
  "order",
  {
    id: text("id").primaryKey(),
    callOffNumber: text("call_off_number").notNull(),
    revision: integer("revision").notNull().default(1),
    buyerCode: text("buyer_code")
      .notNull()
      .references(() => organisation.code),
    supplierId: text("supplier_id")
      .notNull()
      .references(() => supplier.id),
    solutionId: text("solution_id")
      .notNull()
      .references(() => catalogueItem.id),
    lotId: text("lot_id")
      .notNull()
      .references(() => lot.id),
    awardId: uuid("award_id")
      .notNull()
      .unique("order_once_per_award")
      .references(() => award.id),
    title: text("title").notNull(),
    state: text("state").notNull(),
    startsOn: day("starts_on"),
    termMonths: integer("term_months"),
    purchaseOrderNumber: text("purchase_order_number"),
    dataProcessing: text("data_processing"),
    /** Why no performance indicator could measure it, where the law asks for some and none is set. */
    noKpisReason: text("no_kpis_reason"),
    agreementId: text("agreement_id"),
    agreementVersion: integer("agreement_version"),
    net: pence("net_pence"),
    vat: pence("vat_pence"),
    /** By price id, what was agreed for items that are not ordered at the moment, so that it is there again with them. */
    setAsideTerms: jsonb("set_aside_terms")
      .$type<Record<string, { agreed: string[] | null; nature: string }>>()
      .notNull()
      .default({}),
    /** Raised by every change; a form carries it, so a stale tab is told instead of overwriting. */
    editCount: integer("edit_count").notNull().default(0),
    createdBy: text("created_by")
      .notNull()
      .references(() => user.id),
    createdAt: instant("created_at").notNull(),
    submittedAt: instant("submitted_at"),
    liveAt: instant("live_at"),
    completedAt: instant("completed_at"),
    terminatedAt: instant("terminated_at"),
    /** Frozen at submission: parties, listing version, verdict, route check. */
    snapshot: jsonb("snapshot"),
  },
  (t) => [
    unique("order_revision_once").on(t.callOffNumber, t.revision),
    check(
      "order_state_known",
      sql`${t.state} in ('in_progress', 'awaiting_approval', 'awaiting_signature', 'live', 'completed', 'terminated', 'cancelled')`,
    ),
    index("order_by_buyer").on(t.buyerCode, t.state),
    index("order_by_supplier").on(t.supplierId, t.state),
  ],
);

export const orderContact = pgTable(
  "order_contact",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    side: text("side").notNull(),
    name: text("name").notNull(),
    email: text("email").notNull(),
    phone: text("phone"),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.side] }),
    check("order_contact_side_known", sql`${t.side} in ('buyer', 'supplier')`),
  ],
);

export const orderRecipient = pgTable(
  "order_recipient",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.organisationCode] })],
);

export const orderItem = pgTable(
  "order_item",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    itemId: text("item_id")
      .notNull()
      .references(() => catalogueItem.id),
    priceId: text("price_id")
      .notNull()
      .references(() => price.id),
    /** The list price and the agreed price as they stood; later list prices do not touch an order. */
    priceSnapshot: jsonb("price_snapshot").notNull(),
    costCategory: text("cost_category").notNull(),
    nature: text("nature").notNull(),
    deliveryOn: day("delivery_on"),
    net: pence("net_pence"),
    vat: pence("vat_pence"),
  },
  (t) => [
    unique("order_item_once").on(t.orderId, t.itemId, t.priceId),
    check("order_item_nature_known", sql`${t.nature} in ('capital', 'revenue')`),
  ],
);

/** How many each recipient gets; the item's quantity is their sum. */
export const orderItemQuantity = pgTable(
  "order_item_quantity",
  {
    orderItemId: uuid("order_item_id")
      .notNull()
      .references(() => orderItem.id, { onDelete: "cascade" }),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    quantity: quantity("quantity").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orderItemId, t.organisationCode] }),
    check("order_item_quantity_positive", sql`${t.quantity} > 0`),
    check("order_item_quantity_in_reason", sql`${t.quantity} <= 100000000`),
  ],
);

export const orderMilestone = pgTable(
  "order_milestone",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    position: integer("position").notNull(),
    title: text("title").notNull(),
    dueOn: day("due_on").notNull(),
    /** The part of every share that falls due when this milestone is confirmed; an order's parts sum to 10,000. */
    paymentBasisPoints: integer("payment_basis_points").notNull(),
    confirmedAt: instant("confirmed_at"),
    confirmedBy: text("confirmed_by").references(() => user.id),
    confirmationNote: text("confirmation_note"),
  },
  (t) => [
    unique("order_milestone_position_once").on(t.orderId, t.position),
    check("order_milestone_payment_in_range", sql`${t.paymentBasisPoints} between 0 and 10000`),
  ],
);

/** How the supplier's performance is measured (Procurement Act 2023 s.52), with the target of each. */
export const orderKpi = pgTable(
  "order_kpi",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    position: integer("position").notNull(),
    title: text("title").notNull(),
    target: text("target").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.position] }),
    check("order_kpi_said", sql`${t.title} <> '' and ${t.target} <> ''`),
  ],
);

/** Who pays what: one row for each payer, fund, item, period and nature, with the trace behind every penny. */
export const orderShare = pgTable(
  "order_share",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    orderItemId: uuid("order_item_id")
      .notNull()
      .references(() => orderItem.id),
    payerCode: text("payer_code")
      .notNull()
      .references(() => organisation.code),
    fundId: text("fund_id").references(() => fund.id),
    costCategory: text("cost_category").notNull(),
    nature: text("nature").notNull(),
    periodFrom: day("period_from").notNull(),
    periodTo: day("period_to").notNull(),
    contractYear: integer("contract_year").notNull(),
    financialYear: integer("financial_year").notNull(),
    net: pence("net_pence").notNull(),
    vat: pence("vat_pence").notNull(),
    recoverableVat: pence("recoverable_vat_pence").notNull(),
    trace: jsonb("trace").notNull(),
  },
  (t) => [index("order_share_by_order").on(t.orderId), index("order_share_by_payer").on(t.payerCode)],
);

/** Every payer that is asked to pay says yes or no. */
export const orderApproval = pgTable(
  "order_approval",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    payerCode: text("payer_code")
      .notNull()
      .references(() => organisation.code),
    state: text("state").notNull(),
    net: pence("net_pence").notNull(),
    vat: pence("vat_pence").notNull(),
    requestedAt: instant("requested_at").notNull(),
    decidedBy: text("decided_by").references(() => user.id),
    decidedAt: instant("decided_at"),
    reason: text("reason"),
    /** That whoever approved is not independent of who signed the order for its buyer, because nobody else there could approve. */
    alsoSigned: boolean("also_signed").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.payerCode] }),
    check("order_approval_state_known", sql`${t.state} in ('requested', 'approved', 'declined')`),
    index("order_approval_by_payer").on(t.payerCode, t.state),
  ],
);

/**
 * What the buyer decided when a certificate that a live order rests on stopped counting; rows are only ever added. The
 * breach itself is worked out from the certificates and never stored.
 */
export const orderBreachDecision = pgTable(
  "order_breach_decision",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    certificateNumber: text("certificate_number")
      .notNull()
      .references(() => certificate.number),
    /** The first day on which the certificate did not count: a later lapse is another breach. */
    since: day("since").notNull(),
    decision: text("decision").notNull(),
    note: text("note").notNull(),
    /** By when the supplier puts it right; the task opens again on the day after. */
    dueOn: day("due_on"),
    decidedBy: text("decided_by")
      .notNull()
      .references(() => user.id),
    decidedAt: instant("decided_at").notNull(),
  },
  (t) => [
    check("order_breach_decision_known", sql`${t.decision} in ('put_right', 'go_on', 'end')`),
    check("order_breach_decision_due", sql`(${t.decision} = 'put_right') = (${t.dueOn} is not null)`),
    index("order_breach_decision_by_order").on(t.orderId),
  ],
);

export const orderSignature = pgTable(
  "order_signature",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    side: text("side").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id),
    signatoryName: text("signatory_name").notNull(),
    /** By which role of theirs they signed; null for signatures from before roles were kept. */
    role: text("role"),
    signedAt: instant("signed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.side] }),
    unique("order_signed_by_two").on(t.orderId, t.userId),
    check("order_signature_side_known", sql`${t.side} in ('buyer', 'supplier')`),
  ],
);

/**
 * Who accepted a version of an agreement for an organisation that pays by it and is no party to it: with the first share
 * that it approved. Append-only.
 */
export const agreementAcceptance = pgTable(
  "agreement_acceptance",
  {
    agreementId: text("agreement_id").notNull(),
    version: integer("version").notNull(),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    acceptedBy: text("accepted_by")
      .notNull()
      .references(() => user.id),
    personName: text("person_name").notNull(),
    role: text("role").notNull(),
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    acceptedAt: instant("accepted_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agreementId, t.version, t.organisationCode] }),
    foreignKey({
      columns: [t.agreementId, t.version],
      foreignColumns: [agreementVersion.agreementId, agreementVersion.version],
      name: "agreement_acceptance_of_version",
    }),
  ],
);
