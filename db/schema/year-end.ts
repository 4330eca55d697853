import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { certificate } from "./certification";
import { day, instant, pence } from "./columns";
import { fund } from "./funding";
import { order } from "./orders";
import { organisation } from "./organisations";
import { user } from "./people";

/**
 * What moved on each account in a day and in a month, by the day that entries name: so that a balance as at any date is
 * a short sum however long the history is. Made from the postings by the nightly job; nothing else reads as truth.
 */
export const ledgerMovement = pgTable(
  "ledger_movement",
  {
    grain: text("grain").notNull(),
    // No foreign key, as in ledger_transfer: it would share-lock the busiest rows while the job runs.
    accountId: bigint("account_id", { mode: "bigint" }).notNull(),
    startsOn: date("starts_on", { mode: "string" }).notNull(),
    // Pending counters fall when a reservation is answered, so these four may be below zero.
    debitsPending: pence("debits_pending_pence").notNull(),
    debitsPosted: pence("debits_posted_pence").notNull(),
    creditsPending: pence("credits_pending_pence").notNull(),
    creditsPosted: pence("credits_posted_pence").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.grain, t.accountId, t.startsOn] }),
    check("ledger_movement_grain_known", sql`${t.grain} in ('day', 'month')`),
    index("ledger_movement_by_day")
      .on(t.startsOn)
      .where(sql`${t.grain} = 'day'`),
  ],
);

/** Up to which posting the movements above are summed; what came after is added from the postings. One row. */
export const ledgerMark = pgTable(
  "ledger_mark",
  {
    one: boolean("one").primaryKey().default(true),
    throughTransferId: bigint("through_transfer_id", { mode: "bigint" }).notNull(),
  },
  (t) => [check("ledger_mark_is_one", sql`${t.one}`)],
);

/** Each time that every balance was worked out again from the postings, and what came of it. */
export const ledgerCheck = pgTable(
  "ledger_check",
  {
    id: bigserial("id", { mode: "bigint" }).primaryKey(),
    checkedAt: instant("checked_at").notNull(),
    accounts: integer("accounts").notNull(),
    postings: bigint("postings", { mode: "bigint" }).notNull(),
    differences: integer("differences").notNull(),
    /** The first accounts that differ, by key. */
    differingAccounts: text("differing_accounts").array().notNull().default([]),
    milliseconds: integer("milliseconds").notNull(),
  },
  (t) => [index("ledger_check_by_time").on(t.checkedAt)],
);

/** A financial year that one person asks to close and another closes; from then on nothing posts into it. */
export const financialYearClose = pgTable(
  "financial_year_close",
  {
    financialYear: integer("financial_year").primaryKey(),
    /** Reservations of lapsing funds that stay, to be paid after the end of the year, and why. */
    accrued: pence("accrued_pence").notNull(),
    accrualReason: text("accrual_reason"),
    requestedBy: text("requested_by")
      .notNull()
      .references(() => user.id),
    requestedAt: instant("requested_at").notNull(),
    approvedBy: text("approved_by").references(() => user.id),
    closedAt: instant("closed_at"),
    /** What went back to the payers of funds that do not carry over. */
    lapsed: pence("lapsed_pence"),
  },
  (t) => [
    check("financial_year_close_by_two", sql`${t.approvedBy} is null or ${t.approvedBy} <> ${t.requestedBy}`),
    check(
      "financial_year_close_whole",
      sql`(${t.closedAt} is null) = (${t.approvedBy} is null) and (${t.closedAt} is null) = (${t.lapsed} is null)`,
    ),
    check(
      "financial_year_close_after_its_end",
      sql`${t.closedAt} is null or (${t.closedAt} at time zone 'Europe/London')::date >= make_date(${t.financialYear} + 1, 4, 1)`,
    ),
    check(
      "financial_year_close_accrual_has_a_reason",
      sql`${t.accrued} = 0 or ${t.accrualReason} is not null`,
    ),
  ],
);

/** Money that an agreement's rule takes back from an organisation: asked for by one person, decided by another. */
export const clawback = pgTable(
  "clawback",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    /** Who gives it back, and who gets it: a fund, or a payer's own budget. */
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    payerCode: text("payer_code")
      .notNull()
      .references(() => organisation.code),
    fundId: text("fund_id").references(() => fund.id),
    trigger: text("trigger").notNull(),
    happenedOn: day("happened_on").notNull(),
    /** The certificate that a lapsed standard's clawback rests on; null of other happenings. */
    certificateNumber: text("certificate_number").references(() => certificate.number),
    amount: pence("amount_pence").notNull(),
    reason: text("reason").notNull(),
    state: text("state").notNull(),
    requestedBy: text("requested_by")
      .notNull()
      .references(() => user.id),
    requestedAt: instant("requested_at").notNull(),
    decidedBy: text("decided_by").references(() => user.id),
    decidedAt: instant("decided_at"),
    decisionReason: text("decision_reason"),
  },
  (t) => [
    check("clawback_state_known", sql`${t.state} in ('requested', 'approved', 'declined')`),
    check("clawback_trigger_known", sql`${t.trigger} in ('delisted', 'terminated', 'standard-lapsed')`),
    // What was declined before certificates were named stays as it was.
    check(
      "clawback_names_its_certificate",
      sql`${t.state} = 'declined' or (${t.trigger} = 'standard-lapsed') = (${t.certificateNumber} is not null)`,
    ),
    check("clawback_positive", sql`${t.amount} > 0`),
    check("clawback_by_two", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`),
    check("clawback_decided_by_somebody", sql`(${t.state} = 'requested') = (${t.decidedBy} is null)`),
    index("clawback_by_order").on(t.orderId),
  ],
);

/** Each payment that comes back, once: a payment of a declined request may be asked for again. */
export const clawbackLine = pgTable(
  "clawback_line",
  {
    clawbackId: uuid("clawback_id").notNull(),
    /** The line of the invoice that was paid: INV-000001:2. */
    payment: text("payment").notNull(),
    ruleNumber: integer("rule_number").notNull(),
    amount: pence("amount_pence").notNull(),
    text: text("text").notNull(),
    declined: boolean("declined").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.clawbackId, t.payment] }),
    foreignKey({ columns: [t.clawbackId], foreignColumns: [clawback.id], name: "clawback_line_of_clawback" }),
    uniqueIndex("clawback_line_once_per_payment")
      .on(t.payment)
      .where(sql`not ${t.declined}`),
    check("clawback_line_positive", sql`${t.amount} > 0`),
  ],
);
