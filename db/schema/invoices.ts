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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { supplier } from "./catalogue";
import { day, instant, pence } from "./columns";
import { ledgerTransaction } from "./funding";
import { order, orderMilestone, orderShare } from "./orders";
import { organisation } from "./organisations";
import { user } from "./people";

/** What a supplier's invoices say about it, version by version; an invoice names the one of its own day. */
export const supplierInvoicing = pgTable(
  "supplier_invoicing",
  {
    supplierId: text("supplier_id")
      .notNull()
      .references(() => supplier.id),
    version: integer("version").notNull(),
    legalName: text("legal_name").notNull(),
    addressLines: text("address_lines").array().notNull(),
    /** Null for a supplier that is not registered for VAT. */
    vatNumber: text("vat_number"),
    accountName: text("account_name").notNull(),
    sortCode: text("sort_code").notNull(),
    accountNumber: text("account_number").notNull(),
    disputeName: text("dispute_name").notNull(),
    disputeEmail: text("dispute_email").notNull(),
    disputePhone: text("dispute_phone"),
    /** The day on which these bank details took the place of others. */
    bankChangedOn: day("bank_changed_on"),
    changedBy: text("changed_by").references(() => user.id),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.supplierId, t.version] }),
    check("supplier_invoicing_has_address", sql`cardinality(${t.addressLines}) >= 2`),
    check("supplier_invoicing_vat_number", sql`${t.vatNumber} ~ '^[0-9]{9}([0-9]{3})?$'`),
    check(
      "supplier_invoicing_bank",
      sql`${t.sortCode} ~ '^[0-9]{6}$' and ${t.accountNumber} ~ '^[0-9]{8}$' and ${t.accountName} <> ''`,
    ),
    check("supplier_invoicing_contact", sql`${t.disputeName} <> '' and ${t.disputeEmail} like '%_@_%'`),
  ],
);

/** Details that a person has typed and not yet confirmed: each their own, so nobody confirms what another typed. */
export const supplierInvoicingDraft = pgTable(
  "supplier_invoicing_draft",
  {
    supplierId: text("supplier_id")
      .notNull()
      .references(() => supplier.id),
    userId: text("user_id")
      .notNull()
      .references(() => user.id),
    details: jsonb("details").notNull(),
    /** The version that was in force when it was typed; 0 for none. */
    fromVersion: integer("from_version").notNull(),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.supplierId, t.userId] })],
);

/** A bank account that one person of a supplier gave, and that a second person confirms before invoices name it. */
export const supplierBankChange = pgTable(
  "supplier_bank_change",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    supplierId: text("supplier_id")
      .notNull()
      .references(() => supplier.id),
    accountName: text("account_name").notNull(),
    sortCode: text("sort_code").notNull(),
    accountNumber: text("account_number").notNull(),
    state: text("state").notNull(),
    proposedBy: text("proposed_by")
      .notNull()
      .references(() => user.id),
    proposedAt: instant("proposed_at").notNull(),
    decidedBy: text("decided_by").references(() => user.id),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    check(
      "supplier_bank_change_state_known",
      sql`${t.state} in ('proposed', 'confirmed', 'declined', 'withdrawn')`,
    ),
    check(
      "supplier_bank_change_decided_once",
      sql`(${t.state} = 'proposed') = (${t.decidedBy} is null) and (${t.decidedBy} is null) = (${t.decidedAt} is null)`,
    ),
    check(
      "supplier_bank_change_two_people",
      sql`${t.state} <> 'confirmed' or ${t.decidedBy} <> ${t.proposedBy}`,
    ),
    check(
      "supplier_bank_change_account",
      sql`${t.sortCode} ~ '^[0-9]{6}$' and ${t.accountNumber} ~ '^[0-9]{8}$' and ${t.accountName} <> ''`,
    ),
    uniqueIndex("supplier_bank_change_waits_once")
      .on(t.supplierId)
      .where(sql`${t.state} = 'proposed'`),
  ],
);

/** One payer's part of one milestone, or of the annual charge of one financial year. */
export const invoice = pgTable(
  "invoice",
  {
    number: text("number").primaryKey(), // INV-000001
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    /** Null for the annual charge of a financial year. */
    milestoneId: uuid("milestone_id").references(() => orderMilestone.id),
    /** The financial year whose shares waited for it to begin; null for a milestone's invoice. */
    instalmentYear: integer("instalment_year"),
    payerCode: text("payer_code")
      .notNull()
      .references(() => organisation.code),
    supplierId: text("supplier_id")
      .notNull()
      .references(() => supplier.id),
    state: text("state").notNull(),
    net: pence("net_pence").notNull(),
    vat: pence("vat_pence").notNull(),
    gross: pence("gross_pence").notNull(),
    frameworkFee: pence("framework_fee_pence").notNull(),
    purchaseOrderNumber: text("purchase_order_number"),
    issuedOn: day("issued_on").notNull(),
    dueOn: day("due_on").notNull(),
    raisedBy: text("raised_by")
      .notNull()
      .references(() => user.id),
    /** What it says about its supplier; null for one that was raised before suppliers gave such details. */
    invoicingVersion: integer("invoicing_version"),
    stripeInvoiceId: text("stripe_invoice_id").unique(),
    hostedUrl: text("hosted_url"),
    sentAt: instant("sent_at"),
    paidAt: instant("paid_at"),
  },
  (t) => [
    unique("invoice_once_per_milestone_and_payer").on(t.milestoneId, t.payerCode),
    unique("invoice_once_per_year_and_payer").on(t.orderId, t.instalmentYear, t.payerCode),
    check("invoice_for_milestone_or_year", sql`(${t.milestoneId} is null) <> (${t.instalmentYear} is null)`),
    check("invoice_state_known", sql`${t.state} in ('raised', 'sent', 'paid', 'void')`),
    check("invoice_adds_up", sql`${t.gross} = ${t.net} + ${t.vat}`),
    foreignKey({
      name: "invoice_states_its_supplier",
      columns: [t.supplierId, t.invoicingVersion],
      foreignColumns: [supplierInvoicing.supplierId, supplierInvoicing.version],
    }),
    index("invoice_in_order").on(sql`length(${t.number})`, t.number),
    index("invoice_by_order").on(t.orderId),
    index("invoice_by_payer").on(t.payerCode, t.state),
    index("invoice_by_supplier").on(t.supplierId, t.state),
  ],
);

export const invoiceLine = pgTable(
  "invoice_line",
  {
    invoiceNumber: text("invoice_number")
      .notNull()
      .references(() => invoice.number),
    position: integer("position").notNull(),
    shareId: uuid("share_id")
      .notNull()
      .references(() => orderShare.id),
    text: text("text").notNull(),
    net: pence("net_pence").notNull(),
    vat: pence("vat_pence").notNull(),
    recoverableVat: pence("recoverable_vat_pence").notNull(),
  },
  (t) => [primaryKey({ columns: [t.invoiceNumber, t.position] })],
);

export const payment = pgTable(
  "payment",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    invoiceNumber: text("invoice_number")
      .notNull()
      .references(() => invoice.number),
    method: text("method").notNull(),
    amount: pence("amount_pence").notNull(),
    paidOn: day("paid_on").notNull(),
    reference: text("reference").notNull(),
    /** Of a bank payment the reference without what tells only spellings apart; of Stripe's the reference itself. */
    referenceKey: text("reference_key").notNull(),
    recordedBy: text("recorded_by").references(() => user.id),
    recordedAt: instant("recorded_at").notNull(),
    /** The movement of the ledger that took it back; one that was reversed pays for nothing and keeps no reference. */
    reversalId: uuid("reversal_id").references(() => ledgerTransaction.id),
  },
  (t) => [
    uniqueIndex("payment_once_per_invoice")
      .on(t.invoiceNumber)
      .where(sql`${t.reversalId} is null`),
    uniqueIndex("payment_reference_once")
      .on(t.method, t.referenceKey)
      .where(sql`${t.reversalId} is null`),
    index("payment_by_invoice").on(t.invoiceNumber),
    unique("payment_reversed_once").on(t.reversalId),
    check("payment_method_known", sql`${t.method} in ('stripe', 'bacs')`),
    check("payment_positive", sql`${t.amount} > 0`),
  ],
);

/** The inbox of verified webhooks: stored once, handled once, safe in any order. */
export const stripeEvent = pgTable("stripe_event", {
  id: text("id").primaryKey(),
  type: text("type").notNull(),
  payload: jsonb("payload").notNull(),
  receivedAt: instant("received_at").notNull(),
  handledAt: instant("handled_at"),
  outcome: text("outcome"),
});

/** A supplier's connected account. */
export const supplierPaymentAccount = pgTable("supplier_payment_account", {
  supplierId: text("supplier_id")
    .primaryKey()
    .references(() => supplier.id),
  stripeAccountId: text("stripe_account_id").notNull().unique(),
  payoutsEnabled: boolean("payouts_enabled").notNull().default(false),
});

/** A payer as Stripe's customer. */
export const payerCustomer = pgTable("payer_customer", {
  organisationCode: text("organisation_code")
    .primaryKey()
    .references(() => organisation.code),
  stripeCustomerId: text("stripe_customer_id").notNull().unique(),
});
