import { sql } from "drizzle-orm";
import { bigserial, check, index, pgTable, text } from "drizzle-orm/pg-core";
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
    check("allocation_change_changes", sql`${t.amount} <> ${t.amountBefore}`),
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
