import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { catalogueItem, supplier } from "./catalogue";
import { day, pence } from "./columns";

export const framework = pgTable(
  "framework",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    shortName: text("short_name").notNull(),
    ownerName: text("owner_name").notNull(),
    summary: text("summary").notNull().default(""),
    state: text("state").notNull(),
    startsOn: day("starts_on").notNull(),
    endsOn: day("ends_on").notNull(),
    isOpenFramework: boolean("is_open_framework").notNull().default(false),
    ceiling: pence("ceiling_pence"),
    feeBasisPoints: integer("fee_basis_points").notNull().default(0),
    maximumTermMonths: integer("maximum_term_months").notNull(),
    fundingTypes: text("funding_types").array().notNull().default([]),
    accreditedUntil: day("accredited_until"),
    /** How many days before its first day a higher price is announced. */
    priceNoticeDays: integer("price_notice_days").notNull().default(30),
    /** How long before its release buyers are told of a minor or major version, in days; null: it does not say. */
    versionNoticeDays: integer("version_notice_days"),
    demonstration: boolean("demonstration").notNull().default(false),
  },
  (t) => [
    check(
      "framework_state_known",
      sql`${t.state} in ('coming', 'open_to_applications', 'assessing', 'standstill', 'live', 'expired', 'suspended', 'terminated')`,
    ),
    check("framework_dates_in_order", sql`${t.endsOn} >= ${t.startsOn}`),
    check("framework_version_notice_known", sql`${t.versionNoticeDays} between 0 and 365`),
    check("framework_price_notice_known", sql`${t.priceNoticeDays} between 0 and 365`),
  ],
);

export const lot = pgTable(
  "lot",
  {
    id: text("id").primaryKey(),
    frameworkId: text("framework_id")
      .notNull()
      .references(() => framework.id),
    number: text("number").notNull(),
    name: text("name").notNull(),
    scope: text("scope").notNull(),
    minimumValue: pence("minimum_value_pence"),
    maximumValue: pence("maximum_value_pence"),
    /** The shortest and the longest call-off, in months, with every option to extend. */
    minimumTermMonths: integer("minimum_term_months").notNull().default(1),
    maximumTermMonths: integer("maximum_term_months").notNull(),
    eligibleBuyerKinds: text("eligible_buyer_kinds").array().notNull(),
    /** The objective mechanism that names the supplier of a direct award; null when the framework states none. */
    directAwardMechanism: text("direct_award_mechanism"),
    directAwardLimit: pence("direct_award_limit_pence"),
    competitionLimit: pence("competition_limit_pence"),
    /** How far an order may leave what was compared before the mechanism is run again: 500 is 5%. */
    awardTolerance: integer("award_tolerance_basis_points").notNull().default(500),
  },
  (t) => [
    index("lot_by_framework").on(t.frameworkId),
    check("lot_terms_in_order", sql`${t.minimumTermMonths} between 1 and ${t.maximumTermMonths}`),
    check("lot_award_tolerance_small", sql`${t.awardTolerance} between 0 and 2500`),
  ],
);

/** A supplier's status in a lot. */
export const lotSupplier = pgTable(
  "lot_supplier",
  {
    lotId: text("lot_id")
      .notNull()
      .references(() => lot.id),
    supplierId: text("supplier_id")
      .notNull()
      .references(() => supplier.id),
    status: text("status").notNull(),
    reason: text("reason"),
    validFrom: day("valid_from").notNull(),
    validTo: day("valid_to"),
  },
  (t) => [
    primaryKey({ columns: [t.lotId, t.supplierId] }),
    check("lot_supplier_status_known", sql`${t.status} in ('active', 'suspended', 'excluded')`),
  ],
);

export const lotSolution = pgTable(
  "lot_solution",
  {
    lotId: text("lot_id")
      .notNull()
      .references(() => lot.id),
    solutionId: text("solution_id")
      .notNull()
      .references(() => catalogueItem.id),
    isFoundation: boolean("is_foundation").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.lotId, t.solutionId] }),
    index("lot_solution_by_solution").on(t.solutionId),
  ],
);

/** The rules of procurement as dated data, never constants in code. */
export const procurementRule = pgTable(
  "procurement_rule",
  {
    id: text("id").notNull(),
    effectiveFrom: day("effective_from").notNull(),
    effectiveTo: day("effective_to"),
    area: text("area").notNull(),
    ruleText: text("rule_text").notNull(),
    reference: text("reference").notNull(),
    enforcement: text("enforcement").notNull(),
    parameters: jsonb("parameters").notNull().default({}),
  },
  (t) => [primaryKey({ columns: [t.id, t.effectiveFrom] })],
);

export const procurementThreshold = pgTable(
  "procurement_threshold",
  {
    id: text("id").notNull(),
    effectiveFrom: day("effective_from").notNull(),
    effectiveTo: day("effective_to"),
    amount: pence("amount_pence").notNull(),
    basis: text("basis").notNull(),
  },
  (t) => [primaryKey({ columns: [t.id, t.effectiveFrom] })],
);

export const noticeType = pgTable("notice_type", {
  code: text("code").primaryKey(),
  name: text("name").notNull(),
  stage: text("stage").notNull(),
  ocdsTags: text("ocds_tags").array().notNull(),
  section: text("section").notNull(),
  trigger: text("trigger").notNull(),
});
