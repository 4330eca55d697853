import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { catalogueItem, supplier } from "./catalogue";
import { day, instant } from "./columns";
import { uploadedFile } from "./files";
import { lot } from "./frameworks";
import { organisation } from "./organisations";
import { user } from "./people";

/** Something the centre publishes and enforces. */
export const standard = pgTable(
  "standard",
  {
    id: text("id").primaryKey(),
    title: text("title").notNull(),
    summary: text("summary").notNull(),
    ownerName: text("owner_name").notNull(),
    certifier: text("certifier"),
    category: text("category").notNull(),
    appliesTo: text("applies_to").notNull(),
    careSettings: text("care_settings").array().notNull().default([]),
    legalReference: text("legal_reference"),
    url: text("url"),
    source: text("source").notNull(),
    /** Changes of it take two officers: one proposes, another decides. */
    needsSecondOfficer: boolean("needs_second_officer").notNull().default(false),
  },
  (t) => [
    check(
      "standard_applies_to_known",
      sql`${t.appliesTo} in ('organisation', 'product', 'deployment', 'framework')`,
    ),
  ],
);

export const standardVersion = pgTable(
  "standard_version",
  {
    id: text("id").primaryKey(), // "dtac@2"
    standardId: text("standard_id")
      .notNull()
      .references(() => standard.id),
    version: text("version").notNull(),
    effectiveFrom: day("effective_from").notNull(),
    /** From the day after, certificates of earlier versions count as superseded. */
    complyBy: day("comply_by"),
    retiredOn: day("retired_on"),
    /** Null: no calendar expiry. */
    validityMonths: integer("validity_months"),
  },
  (t) => [unique("standard_version_once").on(t.standardId, t.version)],
);

export const standardEvidenceItem = pgTable(
  "standard_evidence_item",
  {
    standardVersionId: text("standard_version_id")
      .notNull()
      .references(() => standardVersion.id),
    position: integer("position").notNull(),
    title: text("title").notNull(),
    /** The kinds of evidence that are accepted; empty: those that fit its title. */
    kinds: text("kinds").array().notNull().default([]),
    /** The oldest that evidence may be, counted from its issue; null: any age. */
    validityMonths: integer("validity_months"),
    /** The form or edition it must have, in words. */
    form: text("form"),
  },
  (t) => [
    primaryKey({ columns: [t.standardVersionId, t.position] }),
    check(
      "standard_evidence_item_kinds_known",
      sql`${t.kinds} <@ array['file', 'url', 'register', 'declaration']`,
    ),
    check("standard_evidence_item_validity", sql`${t.validityMonths} > 0`),
  ],
);

/**
 * Where a standard is mandatory: a row with no capability, lot, care setting and buyer kind binds everything that it
 * applies to; each column that is set narrows the row.
 */
export const standardBinding = pgTable(
  "standard_binding",
  {
    id: text("id").primaryKey(),
    standardId: text("standard_id")
      .notNull()
      .references(() => standard.id),
    capabilityRef: text("capability_ref"),
    lotId: text("lot_id").references(() => lot.id),
    careSetting: text("care_setting"),
    buyerKind: text("buyer_kind"),
    validFrom: day("valid_from").notNull(),
    validTo: day("valid_to"),
    source: text("source").notNull(),
  },
  (t) => [index("standard_binding_by_standard").on(t.standardId)],
);

/** A supplier's assertion that it meets a version of a standard, for itself or for one solution. */
export const claim = pgTable(
  "claim",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    standardVersionId: text("standard_version_id")
      .notNull()
      .references(() => standardVersion.id),
    supplierId: text("supplier_id")
      .notNull()
      .references(() => supplier.id),
    solutionId: text("solution_id").references(() => catalogueItem.id),
    /** The version of the product that it is about; null for a supplier's own, and where it was begun before versions were kept. */
    productVersion: text("product_version"),
    state: text("state").notNull(),
    /** Which submission of it is being prepared, waits or was decided last: a returned claim goes on with the next. */
    submission: integer("submission").notNull().default(1),
    createdAt: instant("created_at").notNull().defaultNow(),
    submittedAt: instant("submitted_at"),
    decidedAt: instant("decided_at"),
    decidedBy: text("decided_by").references(() => user.id),
    decisionReason: text("decision_reason"),
  },
  (t) => [
    check(
      "claim_state_known",
      sql`${t.state} in ('draft', 'submitted', 'in_review', 'approved', 'approved_with_conditions', 'returned', 'rejected')`,
    ),
    check("claim_submission", sql`${t.submission} > 0`),
    index("claim_by_supplier").on(t.supplierId),
  ],
);

/** What supports a claim. That of a submission which was sent is kept for ever, also when the next one says otherwise. */
export const evidence = pgTable(
  "evidence",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    claimId: uuid("claim_id")
      .notNull()
      .references(() => claim.id),
    submission: integer("submission").notNull().default(1),
    itemPosition: integer("item_position").notNull(),
    /** What the item was called when the evidence was given. */
    itemTitle: text("item_title").notNull(),
    kind: text("kind").notNull(),
    /** A link, a register's entry, the words of a declaration, or the name of the file. */
    reference: text("reference").notNull(),
    fileId: uuid("file_id").references(() => uploadedFile.id),
    issuedOn: day("issued_on"),
    expiresOn: day("expires_on"),
    /** The version of the product for which it was given first, where it was taken over from there. */
    takenFrom: text("taken_from_version"),
  },
  (t) => [
    check("evidence_kind_known", sql`${t.kind} in ('file', 'url', 'register', 'declaration')`),
    check("evidence_file", sql`(${t.kind} = 'file') = (${t.fileId} is not null)`),
    index("evidence_by_claim").on(t.claimId),
    index("evidence_by_file").on(t.fileId),
  ],
);

/**
 * A decision's result. Its status (valid, expiring, expired, suspended, withdrawn, superseded) is derived from dates
 * and never stored. It belongs to a solution or, for organisation standards, to the supplier.
 */
export const certificate = pgTable(
  "certificate",
  {
    number: text("number").primaryKey(),
    claimId: uuid("claim_id").references(() => claim.id),
    standardVersionId: text("standard_version_id")
      .notNull()
      .references(() => standardVersion.id),
    supplierId: text("supplier_id")
      .notNull()
      .references(() => supplier.id),
    solutionId: text("solution_id").references(() => catalogueItem.id),
    productVersion: text("product_version"),
    validFrom: day("valid_from").notNull(),
    validTo: day("valid_to"),
    issuedAt: instant("issued_at").notNull(),
    issuedBy: text("issued_by").references(() => user.id),
    source: text("source").notNull(),
  },
  (t) => [
    check("certificate_dates_in_order", sql`${t.validTo} is null or ${t.validTo} >= ${t.validFrom}`),
    index("certificate_in_order").on(sql`length(${t.number})`, t.number),
    index("certificate_by_solution").on(t.solutionId),
    index("certificate_by_supplier").on(t.supplierId),
  ],
);

/** Suspension, reinstatement and withdrawal, as dated records; rows are only ever added. */
export const certificateEvent = pgTable(
  "certificate_event",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    certificateNumber: text("certificate_number")
      .notNull()
      .references(() => certificate.number),
    kind: text("kind").notNull(),
    effectiveOn: day("effective_on").notNull(),
    reason: text("reason").notNull(),
    /** Who decided it: the centre, a regulator, or the supplier itself. */
    body: text("body").notNull().default("centre"),
    /** Which regulator. */
    regulatorName: text("regulator_name"),
    /** Of a withdrawal by its supplier: whether it was suspended, or being assessed again, at that moment. */
    underReview: boolean("under_review").notNull().default(false),
    /** Of a reinstatement of what a regulator suspended: its decision, by reference and day; or only that it lifted it. */
    regulatorReference: text("regulator_reference"),
    regulatorDecidedOn: day("regulator_decided_on"),
    regulatorLifted: boolean("regulator_lifted").notNull().default(false),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
    recordedBy: text("recorded_by").references(() => user.id),
  },
  (t) => [
    check("certificate_event_kind_known", sql`${t.kind} in ('suspended', 'reinstated', 'withdrawn')`),
    check("certificate_event_body_known", sql`${t.body} in ('centre', 'regulator', 'supplier')`),
    check(
      "certificate_event_regulator_named",
      sql`(${t.body} = 'regulator') = (${t.regulatorName} is not null and ${t.regulatorName} <> '')`,
    ),
    check("certificate_event_supplier_withdraws", sql`${t.body} <> 'supplier' or ${t.kind} = 'withdrawn'`),
    check("certificate_event_under_review", sql`not ${t.underReview} or ${t.body} = 'supplier'`),
    check(
      "certificate_event_decision_whole",
      sql`(${t.regulatorReference} is null) = (${t.regulatorDecidedOn} is null) and ${t.regulatorReference} <> ''`,
    ),
    check(
      "certificate_event_regulator_lifts",
      sql`(${t.regulatorReference} is null and not ${t.regulatorLifted}) or (${t.body} = 'regulator' and ${t.kind} = 'reinstated')`,
    ),
    // Nothing counts again before the regulator has decided so.
    check(
      "certificate_event_from_decision",
      sql`${t.regulatorDecidedOn} is null or ${t.regulatorDecidedOn} <= ${t.effectiveOn}`,
    ),
    index("certificate_event_by_certificate").on(t.certificateNumber),
  ],
);

/** A condition of an approval: met by its due date, or the certificate stops counting on the day after. */
export const workOffCondition = pgTable(
  "work_off_condition",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    certificateNumber: text("certificate_number")
      .notNull()
      .references(() => certificate.number),
    text: text("text").notNull(),
    dueOn: day("due_on").notNull(),
    metOn: day("met_on"),
  },
  (t) => [index("work_off_condition_by_certificate").on(t.certificateNumber)],
);

/** A time-boxed exception for one solution, for one buyer or for all. */
export const waiver = pgTable(
  "waiver",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    standardId: text("standard_id")
      .notNull()
      .references(() => standard.id),
    solutionId: text("solution_id")
      .notNull()
      .references(() => catalogueItem.id),
    buyerCode: text("buyer_code").references(() => organisation.code),
    validFrom: day("valid_from").notNull(),
    validTo: day("valid_to").notNull(),
    reason: text("reason").notNull(),
    grantedBy: text("granted_by").references(() => user.id),
  },
  (t) => [check("waiver_dates_in_order", sql`${t.validTo} >= ${t.validFrom}`)],
);
