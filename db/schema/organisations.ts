import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { day, instant } from "./columns";

/**
 * Every body that buys, pays, supplies or governs. `code` is its ODS code; where the NHS directory has none it is
 * the CQC id (scheme cqc), the ONS code (scheme gss) or our own (scheme dovetail).
 */
export const organisation = pgTable(
  "organisation",
  {
    code: text("code").primaryKey(),
    scheme: text("scheme").notNull(),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    primaryRole: text("primary_role"),
    addressLines: text("address_lines").array().notNull().default([]),
    town: text("town"),
    postcode: text("postcode"),
    regionCode: text("region_code"),
    icbCode: text("icb_code"),
    openedOn: day("opened_on"),
    closedOn: day("closed_on"),
    source: text("source").notNull(),
    demonstration: boolean("demonstration").notNull().default(false),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    check("organisation_scheme_known", sql`${t.scheme} in ('ods', 'cqc', 'gss', 'dovetail')`),
    check(
      "organisation_kind_known",
      sql`${t.kind} in ('trust', 'icb', 'sub_icb', 'gp_practice', 'pcn', 'local_authority', 'care_provider', 'care_site', 'csu', 'national', 'supplier', 'other')`,
    ),
    check(
      "organisation_closes_after_opening",
      sql`${t.closedOn} is null or ${t.openedOn} is null or ${t.closedOn} >= ${t.openedOn}`,
    ),
    index("organisation_by_kind_and_icb").on(t.kind, t.icbCode),
    index("organisation_by_icb").on(t.icbCode),
  ],
);

/** ODS roles with dates; one primary role a record (see ods/roles.json for the traps). */
export const organisationRole = pgTable(
  "organisation_role",
  {
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    roleId: text("role_id").notNull(),
    isPrimary: boolean("is_primary").notNull(),
    validFrom: day("valid_from"),
    validTo: day("valid_to"),
  },
  (t) => [primaryKey({ columns: [t.organisationCode, t.roleId] })],
);

/** RE4 is commissioned by, RE5 is located in the geography of, RE6 is operated by. */
export const organisationRelationship = pgTable(
  "organisation_relationship",
  {
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    relationshipId: text("relationship_id").notNull(),
    targetCode: text("target_code").notNull(),
    validFrom: day("valid_from"),
    validTo: day("valid_to"),
    source: text("source").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationCode, t.relationshipId, t.targetCode] }),
    index("organisation_relationship_by_target").on(t.targetCode, t.relationshipId),
  ],
);

/** One organisation replaces another from a date; history keeps the code of its day. */
export const organisationSuccession = pgTable(
  "organisation_succession",
  {
    predecessorCode: text("predecessor_code")
      .notNull()
      .references(() => organisation.code),
    successorCode: text("successor_code")
      .notNull()
      .references(() => organisation.code),
    effectiveOn: day("effective_on").notNull(),
    source: text("source").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.predecessorCode, t.successorCode] }),
    check("organisation_succession_not_itself", sql`${t.predecessorCode} <> ${t.successorCode}`),
  ],
);

/** Dated facts that prices and funding turn on: registered_patients, beds, dspt_status. */
export const organisationFact = pgTable(
  "organisation_fact",
  {
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    name: text("name").notNull(),
    asAt: day("as_at").notNull(),
    numberValue: bigint("number_value", { mode: "bigint" }),
    textValue: text("text_value"),
    source: text("source").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationCode, t.name, t.asAt] })],
);
