import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { day, instant, pence } from "./columns";
import { fund } from "./funding";
import { organisation } from "./organisations";
import { user } from "./people";

/** Every setting aside of a fund's money for an organisation, and every change of it. Only ever added to. */
export const allocationChange = pgTable(
  "allocation_change",
  {
    id: bigserial("id", { mode: "bigint" }).primaryKey(),
    fundId: text("fund_id")
      .notNull()
      .references(() => fund.id),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    amountBefore: pence("amount_before_pence").notNull(),
    amount: pence("amount_pence").notNull(),
    method: text("method").notNull(),
    basis: text("basis").notNull(),
    reason: text("reason").notNull(),
    decidedBy: text("decided_by").references(() => user.id),
    decidedOn: day("decided_on").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [
    check("allocation_change_method_known", sql`${t.method} in ('typed', 'table', 'formula', 'award')`),
    check("allocation_change_not_negative", sql`${t.amount} >= 0 and ${t.amountBefore} >= 0`),
    // An award that ends while orders have taken all of it leaves the amount as it is, and says that it has ended.
    check("allocation_change_changes", sql`${t.amount} <> ${t.amountBefore} or ${t.method} = 'award'`),
    index("allocation_change_by_fund").on(t.fundId, t.organisationCode, t.id),
  ],
);

/** Money that is to go from one fund to another: asked for by one officer, decided by another. FT-0001. */
export const fundTransfer = pgTable(
  "fund_transfer",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    fromFundId: text("from_fund_id")
      .notNull()
      .references(() => fund.id),
    toFundId: text("to_fund_id")
      .notNull()
      .references(() => fund.id),
    amount: pence("amount_pence").notNull(),
    reason: text("reason").notNull(),
    state: text("state").notNull(),
    requestedBy: text("requested_by")
      .notNull()
      .references(() => user.id),
    requestedAt: instant("requested_at").notNull(),
    decidedBy: text("decided_by").references(() => user.id),
    decidedAt: instant("decided_at"),
    decisionReason: text("decision_reason").notNull().default(""),
  },
  (t) => [
    check("fund_transfer_kind_known", sql`${t.kind} in ('transfer', 'carry-over')`),
    check("fund_transfer_state_known", sql`${t.state} in ('requested', 'approved', 'declined', 'withdrawn')`),
    check("fund_transfer_amount_positive", sql`${t.amount} > 0`),
    check("fund_transfer_between_two_funds", sql`${t.fromFundId} <> ${t.toFundId}`),
    check(
      "fund_transfer_decided_once",
      sql`(${t.state} = 'requested') = (${t.decidedBy} is null) and (${t.decidedBy} is null) = (${t.decidedAt} is null)`,
    ),
    check(
      "fund_transfer_two_people",
      sql`${t.state} not in ('approved', 'declined') or ${t.decidedBy} <> ${t.requestedBy}`,
    ),
    index("fund_transfer_by_state").on(t.state),
  ],
);

/**
 * What one officer asks to do with the centre's money and another decides: open a fund, add money to one, reverse an entry
 * of the ledger, or set the limit below which one officer is enough. FR-0001.
 */
export const moneyRequest = pgTable(
  "money_request",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    /** The fund that is to be opened, so it may not be there yet, or that gets money. */
    fundId: text("fund_id"),
    /** The entry that is to be reversed. */
    transactionId: uuid("transaction_id"),
    /** Everything about the fund that is to be opened. */
    terms: jsonb("terms"),
    /** What goes in, what moves back, or the new limit. */
    amount: pence("amount_pence").notNull(),
    reason: text("reason").notNull(),
    state: text("state").notNull(),
    requestedBy: text("requested_by")
      .notNull()
      .references(() => user.id),
    requestedAt: instant("requested_at").notNull(),
    decidedBy: text("decided_by").references(() => user.id),
    decidedAt: instant("decided_at"),
    decisionReason: text("decision_reason").notNull().default(""),
  },
  (t) => [
    check("money_request_kind_known", sql`${t.kind} in ('open', 'add', 'reverse', 'limit')`),
    check("money_request_state_known", sql`${t.state} in ('requested', 'approved', 'declined', 'withdrawn')`),
    check("money_request_amount", sql`${t.amount} > 0 or (${t.kind} = 'limit' and ${t.amount} = 0)`),
    check(
      "money_request_names_its_thing",
      sql`(${t.kind} in ('open', 'add')) = (${t.fundId} is not null) and (${t.kind} = 'reverse') = (${t.transactionId} is not null) and (${t.kind} = 'open') = (${t.terms} is not null)`,
    ),
    check(
      "money_request_decided_once",
      sql`(${t.state} = 'requested') = (${t.decidedBy} is null) and (${t.decidedBy} is null) = (${t.decidedAt} is null)`,
    ),
    check(
      "money_request_two_people",
      sql`${t.state} not in ('approved', 'declined') or ${t.decidedBy} <> ${t.requestedBy}`,
    ),
    index("money_request_by_state").on(t.state),
    uniqueIndex("money_request_reverses_once")
      .on(t.transactionId)
      .where(sql`${t.kind} = 'reverse' and ${t.state} in ('requested', 'approved')`),
    uniqueIndex("money_request_opens_once")
      .on(t.fundId)
      .where(sql`${t.kind} = 'open' and ${t.state} in ('requested', 'approved')`),
  ],
);

/** What a body other than the centre is asked to pay into a fund. No money goes in before it has agreed. FP-0001. */
export const fundPayment = pgTable(
  "fund_payment",
  {
    id: text("id").primaryKey(),
    fundId: text("fund_id")
      .notNull()
      .references(() => fund.id),
    payerCode: text("payer_code")
      .notNull()
      .references(() => organisation.code),
    /** Whether the fund opens with it; otherwise it is added to what the fund holds. */
    opens: boolean("opens").notNull(),
    amount: pence("amount_pence").notNull(),
    reason: text("reason").notNull(),
    /** The request on which two officers had agreed before, above the sum for one. */
    moneyRequestId: text("money_request_id"),
    /** The key by which the ledger knows the movement, once the payer has agreed. */
    movementKey: text("movement_key").notNull().unique(),
    state: text("state").notNull(),
    requestedBy: text("requested_by")
      .notNull()
      .references(() => user.id),
    requestedAt: instant("requested_at").notNull(),
    decidedBy: text("decided_by").references(() => user.id),
    decidedAt: instant("decided_at"),
    decisionReason: text("decision_reason").notNull().default(""),
  },
  (t) => [
    check("fund_payment_state_known", sql`${t.state} in ('requested', 'agreed', 'declined', 'withdrawn')`),
    check("fund_payment_amount_positive", sql`${t.amount} > 0`),
    check(
      "fund_payment_decided_once",
      sql`(${t.state} = 'requested') = (${t.decidedBy} is null) and (${t.decidedBy} is null) = (${t.decidedAt} is null)`,
    ),
    check(
      "fund_payment_two_people",
      sql`${t.state} not in ('agreed', 'declined') or ${t.decidedBy} <> ${t.requestedBy}`,
    ),
    check(
      "fund_payment_reasoned",
      sql`${t.reason} <> '' and (${t.state} not in ('declined', 'withdrawn') or ${t.decisionReason} <> '')`,
    ),
    uniqueIndex("fund_payment_opens_once")
      .on(t.fundId)
      .where(sql`${t.opens}`),
    index("fund_payment_by_fund").on(t.fundId),
    index("fund_payment_waiting")
      .on(t.payerCode)
      .where(sql`${t.state} = 'requested'`),
  ],
);
