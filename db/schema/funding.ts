import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from "drizzle-orm/pg-core";
import { day, instant, pence } from "./columns";
import { organisation } from "./organisations";

/** A national initiative. */
export const programme = pgTable(
  "programme",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    summary: text("summary").notNull(),
    /** Its years in words; of an imported programme they are all that is known ("2014-"). */
    years: text("years").notNull(),
    /** The first and last financial year of a programme that an officer wrote; without a last one its end is not known. */
    firstYear: integer("first_year"),
    lastYear: integer("last_year"),
    flow: text("flow").notNull().default(""),
    amountText: text("amount_text").notNull().default(""),
    ruleText: text("rule_text").notNull().default(""),
    sources: text("sources").array().notNull().default([]),
    demonstration: boolean("demonstration").notNull().default(false),
    /** From this day no fund is opened in it; null while it is open. Not before its last fund has closed (see migrations). */
    closedOn: day("closed_on"),
  },
  (t) => [
    uniqueIndex("programme_name_once").on(sql`lower(${t.name})`),
    check(
      "programme_years_in_order",
      sql`${t.lastYear} is null or (${t.firstYear} is not null and ${t.lastYear} >= ${t.firstYear})`,
    ),
    check("programme_first_year_known", sql`${t.firstYear} between 2000 and 2100`),
    // Rows from before this rule keep what they say until they are written again.
    check(
      "programme_sources_are_addresses",
      sql`array_to_string(${t.sources}, ' ') ~ '^(https?://[^ ]+( |$))*$'`,
    ),
  ],
);

/** Money of one financial year and one nature. Its balance is its ledger account. */
export const fund = pgTable(
  "fund",
  {
    id: text("id").primaryKey(),
    programmeId: text("programme_id")
      .notNull()
      .references(() => programme.id),
    name: text("name").notNull(),
    payerCode: text("payer_code")
      .notNull()
      .references(() => organisation.code),
    financialYear: integer("financial_year").notNull(),
    nature: text("nature").notNull(),
    carriesOver: boolean("carries_over").notNull().default(false),
    opensOn: day("opens_on").notNull(),
    closesOn: day("closes_on").notNull(),
    eligibleBuyerKinds: text("eligible_buyer_kinds").array().notNull().default([]),
    /** Whether an organisation's orders may take no more of the fund than what is set aside for it. */
    allocationsBind: boolean("allocations_bind").notNull().default(false),
    /** Whether the body that pays has agreed to pay into it; until then no money goes in (see migrations). */
    payerAgreed: boolean("payer_agreed").notNull().default(true),
  },
  (t) => [
    check("fund_nature_known", sql`${t.nature} in ('capital', 'revenue')`),
    check("fund_dates_in_order", sql`${t.closesOn} >= ${t.opensOn}`),
    index("fund_by_programme").on(t.programmeId),
    uniqueIndex("fund_name_once").on(sql`lower(${t.name})`),
  ],
);

/** The seventeen shapes that a who-pays-what rule can take. */
export const ruleShape = pgTable("rule_shape", {
  type: text("type").primaryKey(),
  parameters: text("parameters").array().notNull(),
  semantics: text("semantics").notNull(),
  example: jsonb("example"),
});

/**
 * A ledger account with four counters. Only the ledger's own triggers move them (see the hand-written migration).
 * available = credits posted - debits posted - debits pending, and is never below `floor` unless that is null.
 * Kind and counters are of domains that know their values (ledger_account_kind, ledger_counter: never below zero), because
 * PostgreSQL reads every CHECK of a table anew for each statement, and these rows are written by every entry.
 */
export const ledgerAccount = pgTable(
  "ledger_account",
  {
    id: bigserial("id", { mode: "bigint" }).primaryKey(),
    key: text("key").notNull().unique(), // fund:FD-2026, budget:R0A, supplier:20001, source:national
    kind: text("kind").notNull(),
    ownerCode: text("owner_code").references(() => organisation.code),
    fundId: text("fund_id").references(() => fund.id),
    floor: pence("floor_pence"),
    debitsPending: pence("debits_pending_pence")
      .notNull()
      .default(sql`0`),
    debitsPosted: pence("debits_posted_pence")
      .notNull()
      .default(sql`0`),
    creditsPending: pence("credits_pending_pence")
      .notNull()
      .default(sql`0`),
    creditsPosted: pence("credits_posted_pence")
      .notNull()
      .default(sql`0`),
  },
  (t) => [
    check(
      "ledger_account_not_below_floor",
      sql`${t.floor} is null or ${t.creditsPosted} - ${t.debitsPosted} - ${t.debitsPending} >= ${t.floor}`,
    ),
  ],
);

/** One entry in the ledger; its transfers balance each other by construction. */
export const ledgerTransaction = pgTable(
  "ledger_transaction",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Says which entry this is, so that a repeated one is recognised: "commit:C010001-01". */
    idempotencyKey: text("idempotency_key").notNull().unique(),
    kind: text("kind").notNull(),
    text: text("text").notNull(),
    orderId: text("order_id"),
    invoiceNumber: text("invoice_number"),
    effectiveOn: day("effective_on").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (t) => [
    index("ledger_transaction_by_order").on(t.orderId),
    // Movements are listed by the day that their entry names.
    index("ledger_transaction_by_day").on(t.effectiveOn),
    // The entries that orders and invoices do not make: few, and wanted all at once.
    index("ledger_transaction_of_officers")
      .on(t.kind)
      .where(sql`${t.kind} not in ('commit', 'draw', 'release')`),
  ],
);

/**
 * An unsigned movement from one account (debit) to another (credit): it cannot fail to balance. Reserve holds money,
 * post takes all or part of a reservation, release gives the rest back, each as a new row; move posts at once.
 * Kind and amount are of domains: ledger_transfer_kind, ledger_amount (above zero).
 */
export const ledgerTransfer = pgTable(
  "ledger_transfer",
  {
    id: bigserial("id", { mode: "bigint" }).primaryKey(),
    // No foreign keys to the entry and the accounts: their checks would lock rows once per commitment, the fund's being the
    // busiest of the system. The trigger that moves the counters refuses what does not exist, and neither is ever deleted.
    transactionId: uuid("transaction_id").notNull(),
    kind: text("kind").notNull(),
    debitAccountId: bigint("debit_account_id", { mode: "bigint" }).notNull(),
    creditAccountId: bigint("credit_account_id", { mode: "bigint" }).notNull(),
    amount: pence("amount_pence").notNull(),
    /** The reservation that a post or a release answers. */
    reservationId: bigint("reservation_id", { mode: "bigint" }).references(
      (): AnyPgColumn => ledgerTransfer.id,
    ),
    shareId: uuid("share_id"),
  },
  (t) => [
    check("ledger_transfer_between_two_accounts", sql`${t.debitAccountId} <> ${t.creditAccountId}`),
    check(
      "ledger_transfer_answers_a_reservation",
      sql`(${t.kind} in ('post', 'release')) = (${t.reservationId} is not null)`,
    ),
    index("ledger_transfer_by_debit").on(t.debitAccountId, t.id),
    index("ledger_transfer_by_credit").on(t.creditAccountId, t.id),
    index("ledger_transfer_by_reservation")
      .on(t.reservationId)
      .where(sql`${t.reservationId} is not null`),
    index("ledger_transfer_by_transaction").on(t.transactionId),
  ],
);

/**
 * A fund's share set aside for one organisation or ICB, as it stands. Only a row of `allocationChange` moves it, by a
 * trigger that also keeps the sum within the fund.
 */
export const allocation = pgTable(
  "allocation",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    fundId: text("fund_id")
      .notNull()
      .references(() => fund.id),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    amount: pence("amount_pence").notNull(),
    allocatedOn: day("allocated_on").notNull(),
    /** How the amount came about: "2,345,678 registered patients of 61,234,567 on 1 October 2026". */
    basis: text("basis").notNull().default(""),
  },
  (t) => [
    unique("allocation_once_per_organisation").on(t.fundId, t.organisationCode),
    check("allocation_not_negative", sql`${t.amount} >= 0`),
    index("allocation_by_organisation").on(t.organisationCode),
  ],
);
