// Long, because an application, its submissions, scores and awards refuse together what must never be: one aggregate.
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
import { instant, pence } from "./columns";
import { fund } from "./funding";
import { organisation } from "./organisations";
import { user } from "./people";

/*
 * One profile an organisation, re-used by every application to a fund; what was decided; and the award, which sets part
 * of the fund aside. Sums inside jsonb are whole pence as text.
 */

/** Something an organisation needs money for. Its words are in the profile's versions; the id is what awards name. */
export const providerNeed = pgTable(
  "provider_need",
  {
    id: text("id").primaryKey(), // ND-0001
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    createdBy: text("created_by")
      .notNull()
      .references(() => user.id),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [unique("provider_need_of_organisation").on(t.id, t.organisationCode)],
);

/** Where an organisation stands and what it needs, as saved; only ever added, the highest version counts. */
export const profileVersion = pgTable(
  "profile_version",
  {
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    version: integer("version").notNull(),
    /** Null until the part "where you stand" was saved for the first time. */
    readiness: jsonb("readiness").$type<Record<string, unknown>>(),
    needs: jsonb("needs").$type<Record<string, unknown>[]>().notNull(),
    /** What this version changed, in one sentence. */
    change: text("change").notNull(),
    savedBy: text("saved_by")
      .notNull()
      .references(() => user.id),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "profile_version_once", columns: [t.organisationCode, t.version] }),
    check("profile_version_positive", sql`${t.version} > 0`),
  ],
);

/** Who may apply to a fund, on which conditions, and how applications are scored. Without a row: the usual ones. */
export const applicationTerms = pgTable("application_terms", {
  fundId: text("fund_id")
    .primaryKey()
    .references(() => fund.id),
  conditions: jsonb("conditions").$type<Record<string, unknown>[]>().notNull(),
  criteria: jsonb("criteria")
    .$type<{ id: string; title: string; question: string; weight: number }[]>()
    .notNull(),
  updatedBy: text("updated_by")
    .notNull()
    .references(() => user.id),
  updatedAt: instant("updated_at").notNull(),
});

/** An application for one need to one fund. */
export const application = pgTable(
  "application",
  {
    id: text("id").primaryKey(), // APP-0001
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    fundId: text("fund_id")
      .notNull()
      .references(() => fund.id),
    needId: text("need_id"),
    state: text("state").notNull(),
    /** What is filled in: asked, match, revenuePlan, answers. Frozen by the database while the centre has it. */
    content: jsonb("content").$type<Record<string, unknown>>().notNull(),
    editCount: integer("edit_count").notNull().default(0),
    copiedFrom: text("copied_from"),
    createdBy: text("created_by")
      .notNull()
      .references(() => user.id),
    createdAt: instant("created_at").notNull(),
    submittedAt: instant("submitted_at"),
    returnedAt: instant("returned_at"),
    /** What the centre asked for when it returned the application. */
    returnReason: text("return_reason"),
    decidedAt: instant("decided_at"),
    decidedBy: text("decided_by").references(() => user.id),
    decisionReason: text("decision_reason"),
  },
  (t) => [
    foreignKey({
      name: "application_for_own_need",
      columns: [t.needId, t.organisationCode],
      foreignColumns: [providerNeed.id, providerNeed.organisationCode],
    }),
    check(
      "application_state_known",
      sql`${t.state} in ('draft', 'submitted', 'returned', 'awarded', 'declined', 'withdrawn')`,
    ),
    check(
      "application_decided_with_reason",
      sql`${t.state} not in ('awarded', 'declined') or (${t.decidedBy} is not null and ${t.decisionReason} is not null)`,
    ),
    uniqueIndex("application_once_per_need_and_fund")
      .on(t.organisationCode, t.fundId, t.needId)
      .where(sql`${t.state} in ('draft', 'submitted', 'returned')`),
    index("application_by_organisation").on(t.organisationCode),
    index("application_by_fund").on(t.fundId, t.state),
  ],
);

/** What was sent, as it was on that day: profile, need, sums, words, conditions. Only ever added. */
export const applicationSubmission = pgTable(
  "application_submission",
  {
    applicationId: text("application_id")
      .notNull()
      .references(() => application.id),
    number: integer("number").notNull(),
    profileVersion: integer("profile_version").notNull(),
    snapshot: jsonb("snapshot").$type<Record<string, unknown>>().notNull(),
    asked: pence("asked_pence").notNull(),
    signatoryName: text("signatory_name").notNull(),
    submittedBy: text("submitted_by")
      .notNull()
      .references(() => user.id),
    submittedAt: instant("submitted_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "application_submission_once", columns: [t.applicationId, t.number] }),
    check("application_submission_asks", sql`${t.asked} > 0`),
  ],
);

/** One assessor's scores of one submission, or that there is a conflict of interest. Only ever added. */
export const applicationAssessment = pgTable(
  "application_assessment",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    applicationId: text("application_id").notNull(),
    submission: integer("submission").notNull(),
    assessorId: text("assessor_id")
      .notNull()
      .references(() => user.id),
    conflict: boolean("conflict").notNull(),
    /** The conflict, or that there is none, in the assessor's words. */
    declaration: text("declaration").notNull(),
    scores: jsonb("scores").$type<{ criterion: string; score: number; reason: string }[]>().notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [
    foreignKey({
      name: "application_assessment_of_submission",
      columns: [t.applicationId, t.submission],
      foreignColumns: [applicationSubmission.applicationId, applicationSubmission.number],
    }),
    unique("application_assessment_once_per_assessor").on(t.applicationId, t.submission, t.assessorId),
    check(
      "application_assessment_conflict_or_scores",
      sql`${t.conflict} = (jsonb_array_length(${t.scores}) = 0)`,
    ),
  ],
);

/**
 * An officer who decides about a submission, and so may see its scores before it is decided. Whoever scores does not
 * decide, and the other way round (triggers refuse it). Never changed.
 */
export const applicationDecider = pgTable(
  "application_decider",
  {
    applicationId: text("application_id").notNull(),
    submission: integer("submission").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id),
    takenAt: instant("taken_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.applicationId, t.submission, t.userId] }),
    foreignKey({
      name: "application_decider_of_submission",
      columns: [t.applicationId, t.submission],
      foreignColumns: [applicationSubmission.applicationId, applicationSubmission.number],
    }),
  ],
);

/** Money granted on an application: it sets part of the fund aside. In force when both sides have signed. */
export const grantAward = pgTable(
  "grant_award",
  {
    id: text("id").primaryKey(), // GA-0001
    applicationId: text("application_id")
      .notNull()
      .unique("grant_award_once_per_application")
      .references(() => application.id),
    fundId: text("fund_id")
      .notNull()
      .references(() => fund.id),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    needId: text("need_id")
      .notNull()
      .references(() => providerNeed.id),
    amount: pence("amount_pence").notNull(),
    /** Given back unused; no longer set aside. */
    returned: pence("returned_pence")
      .notNull()
      .default(sql`0`),
    state: text("state").notNull(),
    conditions: text("conditions").array().notNull(),
    /** The words both sides sign; never changed. */
    memorandum: jsonb("memorandum").$type<Record<string, unknown>>().notNull(),
    awardedBy: text("awarded_by")
      .notNull()
      .references(() => user.id),
    awardedAt: instant("awarded_at").notNull(),
    inForceAt: instant("in_force_at"),
    withdrawnAt: instant("withdrawn_at"),
    withdrawalReason: text("withdrawal_reason"),
  },
  (t) => [
    check("grant_award_state_known", sql`${t.state} in ('awaiting_signature', 'in_force', 'withdrawn')`),
    check("grant_award_positive", sql`${t.amount} > 0`),
    check("grant_award_returns_at_most_itself", sql`${t.returned} between 0 and ${t.amount}`),
    check(
      "grant_award_withdrawn_with_reason",
      sql`(${t.state} = 'withdrawn') = (${t.withdrawalReason} is not null)`,
    ),
    index("grant_award_by_organisation").on(t.organisationCode),
    index("grant_award_by_fund").on(t.fundId),
  ],
);

/**
 * The costs that an award pays. One cost is a need's category, nature and financial year; while an award for it is not
 * withdrawn, no other award can hold it, from whatever fund.
 */
export const grantAwardCost = pgTable(
  "grant_award_cost",
  {
    awardId: text("award_id")
      .notNull()
      .references(() => grantAward.id),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    needId: text("need_id")
      .notNull()
      .references(() => providerNeed.id),
    category: text("category").notNull(),
    nature: text("nature").notNull(),
    financialYear: integer("financial_year").notNull(),
    amount: pence("amount_pence").notNull(),
    /** False once the award is withdrawn or given back whole; a trigger sets it. */
    active: boolean("active").notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.awardId, t.category, t.nature, t.financialYear] }),
    uniqueIndex("grant_award_cost_paid_once")
      .on(t.organisationCode, t.needId, t.category, t.nature, t.financialYear)
      .where(sql`${t.active}`),
    check("grant_award_cost_nature_known", sql`${t.nature} in ('capital', 'revenue')`),
    check("grant_award_cost_positive", sql`${t.amount} > 0`),
  ],
);

/** A signature under an award's memorandum. Only ever added, one a side. */
export const grantSignature = pgTable(
  "grant_signature",
  {
    awardId: text("award_id")
      .notNull()
      .references(() => grantAward.id),
    side: text("side").notNull(),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    signatoryName: text("signatory_name").notNull(),
    signedBy: text("signed_by")
      .notNull()
      .references(() => user.id),
    signedAt: instant("signed_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "grant_signature_once_per_side", columns: [t.awardId, t.side] }),
    check("grant_signature_side_known", sql`${t.side} in ('provider', 'centre')`),
  ],
);
