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
} from "drizzle-orm/pg-core";
import { day, instant, pence } from "./columns";
import { order } from "./orders";
import { organisation } from "./organisations";
import { user } from "./people";

/** A purchase that is only imagined: basket, dates, facts and rules to work out who would pay what. Binds nobody. */
export const scenario = pgTable(
  "scenario",
  {
    id: text("id").primaryKey(), // SIM-0001
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    title: text("title").notNull(),
    baseKind: text("base_kind").notNull(),
    /** The order, or "S0001:20001-001", shortlist and solution; null for an invented basket. */
    baseRef: text("base_ref"),
    /** What it started from, to compare with; null for an invented basket. */
    baseInput: jsonb("base_input"),
    input: jsonb("input").notNull(),
    /** Raised by every change; a form carries it, so a stale tab is told instead of overwriting. */
    editCount: integer("edit_count").notNull().default(0),
    createdBy: text("created_by")
      .notNull()
      .references(() => user.id),
    createdAt: instant("created_at").notNull(),
    updatedBy: text("updated_by")
      .notNull()
      .references(() => user.id),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    check("scenario_base_known", sql`${t.baseKind} in ('order', 'shortlist', 'invented')`),
    check("scenario_base_with_input", sql`(${t.baseKind} = 'invented') = (${t.baseInput} is null)`),
    index("scenario_by_organisation").on(t.organisationCode),
  ],
);

/** Another organisation that may read a scenario and change nothing. */
export const scenarioShare = pgTable(
  "scenario_share",
  {
    scenarioId: text("scenario_id")
      .notNull()
      .references(() => scenario.id, { onDelete: "cascade" }),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    sharedBy: text("shared_by")
      .notNull()
      .references(() => user.id),
    sharedAt: instant("shared_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.scenarioId, t.organisationCode] }),
    index("scenario_share_by_organisation").on(t.organisationCode),
  ],
);

/** What other rules would have cost in a year, worked out over every order of it. The rules are kept as they were. */
export const marketRun = pgTable(
  "market_run",
  {
    id: text("id").primaryKey(), // MR-0001
    title: text("title").notNull(),
    sourceKind: text("source_kind").notNull(),
    /** "SIM-0001", or "AG-0001:2", agreement and version. */
    sourceRef: text("source_ref").notNull(),
    rules: jsonb("rules").notNull(),
    parties: jsonb("parties").$type<string[]>().notNull(),
    financialYear: integer("financial_year").notNull(),
    scope: jsonb("scope").notNull(),
    state: text("state").notNull(),
    ordersTotal: integer("orders_total").notNull(),
    ordersDone: integer("orders_done").notNull().default(0),
    /** The last order that was worked out: where a run that was cut off goes on. */
    cursorAt: instant("cursor_at"),
    cursorOrderId: text("cursor_order_id"),
    startedBy: text("started_by")
      .notNull()
      .references(() => user.id),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    check("market_run_source_known", sql`${t.sourceKind} in ('scenario', 'agreement')`),
    check("market_run_state_known", sql`${t.state} in ('running', 'done')`),
    check("market_run_done_in_full", sql`${t.ordersDone} <= ${t.ordersTotal}`),
    check("market_run_done_dated", sql`(${t.state} = 'done') = (${t.finishedAt} is not null)`),
  ],
);

/** One order of a run: what it cost its payers, and what it would have cost them. */
export const marketRunOrder = pgTable(
  "market_run_order",
  {
    runId: text("run_id")
      .notNull()
      .references(() => marketRun.id, { onDelete: "cascade" }),
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    orderedOn: day("ordered_on").notNull(),
    /** False when the rules do not cover it, so that it stays as it was. */
    covered: boolean("covered").notNull(),
    /** What would have passed from one payer to another. */
    moved: pence("moved_pence").notNull(),
    /** Why it could not be worked out; then it counts on neither side. */
    problem: text("problem"),
    /** What it took of funds and of caps that reach over several orders, for the orders after it. */
    used: jsonb("used").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.orderId] }),
    index("market_run_order_by_moved").on(t.runId, t.moved, t.orderId),
  ],
);

/** One payer of one order of a run in one financial year, before and after. */
export const marketRunShare = pgTable(
  "market_run_share",
  {
    runId: text("run_id").notNull(),
    orderId: text("order_id").notNull(),
    payerCode: text("payer_code")
      .notNull()
      .references(() => organisation.code),
    financialYear: integer("financial_year").notNull(),
    oldNet: pence("old_net_pence").notNull(),
    newNet: pence("new_net_pence").notNull(),
    oldCost: pence("old_cost_pence").notNull(),
    newCost: pence("new_cost_pence").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.orderId, t.payerCode, t.financialYear] }),
    foreignKey({
      columns: [t.runId, t.orderId],
      foreignColumns: [marketRunOrder.runId, marketRunOrder.orderId],
      name: "market_run_share_of_order",
    }).onDelete("cascade"),
    index("market_run_share_by_payer").on(t.runId, t.payerCode, t.financialYear),
  ],
);
