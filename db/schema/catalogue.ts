// Over 300 lines: the tables of what suppliers offer, which refer to each other.
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { day, instant, pence, quantity, unitPrice } from "./columns";
import { organisation } from "./organisations";
import { user } from "./people";

export const supplier = pgTable("supplier", {
  id: text("id").primaryKey(),
  /** The organisation that its people belong to. */
  organisationCode: text("organisation_code")
    .notNull()
    .unique()
    .references(() => organisation.code),
  name: text("name").notNull(),
  legalName: text("legal_name").notNull(),
  summary: text("summary").notNull().default(""),
  website: text("website"),
  companyNumber: text("company_number"),
  size: text("size"), // micro, small, medium, large
  contactName: text("contact_name"),
  contactEmail: text("contact_email"),
  demonstration: boolean("demonstration").notNull().default(false),
});

export const capabilityCategory = pgTable("capability_category", {
  id: integer("id").primaryKey(),
  name: text("name").notNull(),
});

export const capability = pgTable("capability", {
  ref: text("ref").primaryKey(),
  name: text("name").notNull(),
  description: text("description").notNull(),
  categoryName: text("category_name").notNull(),
  version: text("version").notNull(),
  status: text("status").notNull(),
});

export const epic = pgTable("epic", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  isActive: boolean("is_active").notNull(),
  supplierDefined: boolean("supplier_defined").notNull(),
});

export const capabilityEpic = pgTable(
  "capability_epic",
  {
    capabilityRef: text("capability_ref")
      .notNull()
      .references(() => capability.ref),
    epicId: text("epic_id")
      .notNull()
      .references(() => epic.id),
    level: text("level").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.capabilityRef, t.epicId] }),
    check("capability_epic_level_known", sql`${t.level} in ('MUST', 'MAY')`),
  ],
);

/** Anything that can be ordered: a solution, an additional service of one, or an associated service. */
export const catalogueItem = pgTable(
  "catalogue_item",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    supplierId: text("supplier_id")
      .notNull()
      .references(() => supplier.id),
    /** Additional services only. */
    parentSolutionId: text("parent_solution_id"),
    /** Associated services only: the solution in whose listing it is written; null: the first of those that it is offered with. */
    listedWithId: text("listed_with_id"),
    name: text("name").notNull(),
    summary: text("summary").notNull().default(""),
    state: text("state").notNull(),
    stateReason: text("state_reason"),
    stateChangedAt: instant("state_changed_at"),
    /** Of a withdrawn one, where its supplier said so: the last day on which it supports what is in use. */
    supportEndsOn: day("support_ends_on"),
    demonstration: boolean("demonstration").notNull().default(false),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    check(
      "catalogue_item_kind_known",
      sql`${t.kind} in ('solution', 'additional_service', 'associated_service')`,
    ),
    check(
      "catalogue_item_state_known",
      sql`${t.state} in ('draft', 'submitted', 'published', 'suspended', 'withdrawn')`,
    ),
    check(
      "catalogue_item_support_ends_when_withdrawn",
      sql`${t.supportEndsOn} is null or ${t.state} = 'withdrawn'`,
    ),
    check(
      "catalogue_item_belongs_by_kind",
      sql`(${t.parentSolutionId} is null or ${t.kind} = 'additional_service') and (${t.listedWithId} is null or ${t.kind} = 'associated_service')`,
    ),
    index("catalogue_item_by_supplier").on(t.supplierId),
    index("catalogue_item_by_parent").on(t.parentSolutionId),
  ],
);

/** What a listing says of a solution. A generated search column is added by a hand-written migration. */
export const solution = pgTable("solution", {
  id: text("id")
    .primaryKey()
    .references(() => catalogueItem.id),
  description: text("description").notNull().default(""),
  productVersion: text("product_version").notNull().default("1.0"),
  features: text("features").array().notNull().default([]),
  careSettings: text("care_settings").array().notNull().default([]),
  hosting: text("hosting"),
  applicationTypes: text("application_types").array().notNull().default([]),
  integrations: text("integrations").array().notNull().default([]),
  missions: text("missions").array().notNull().default([]),
  implementation: text("implementation").notNull().default(""),
  serviceLevels: text("service_levels").notNull().default(""),
  exitTerms: text("exit_terms").notNull().default(""),
  dataProcessing: text("data_processing").notNull().default(""),
  /** Where the data is kept, in the supplier's words: "England", "United Kingdom and Ireland". */
  dataLocation: text("data_location").notNull().default(""),
  roadmap: text("roadmap").notNull().default(""),
  supportEmail: text("support_email"),
  supportPhone: text("support_phone"),
  supportHours: text("support_hours").notNull().default(""),
  /** Standards of exchange: { standard, version, direction, status }. */
  interfaces: jsonb("interfaces").notNull().default([]),
  website: text("website"),
  /** What it changes for those who use it: { measure, mission, effect, evidence }. */
  successMeasures: jsonb("success_measures").notNull().default([]),
  listingVersion: integer("listing_version").notNull().default(1),
});

/**
 * A version of a published solution's product, once its supplier has brought out another one than the first. Only when it came on
 * sale, and that it was withdrawn, is ever added to it. Which one is on sale is worked out from the days.
 */
export const productVersion = pgTable(
  "product_version",
  {
    solutionId: text("solution_id")
      .notNull()
      .references(() => solution.id),
    version: text("version").notNull(),
    /** The version before it in its line; null for the first. */
    parentVersion: text("parent_version"),
    changeClass: text("change_class").notNull(),
    /** What changed, for buyers. */
    changes: text("changes").notNull().default(""),
    /** The first day on which customers get it; null for the first version. */
    releasedOn: day("released_on"),
    /** The first day on which it may be bought; null while evidence of it is due, and for the first version. */
    onSaleFrom: day("on_sale_from"),
    announcedAt: instant("announced_at").notNull(),
    announcedBy: text("announced_by").references(() => user.id),
    /** The first day on which it is not offered any more. */
    withdrawnOn: day("withdrawn_on"),
    withdrawalReason: text("withdrawal_reason"),
    /** The last day on which the supplier supports it; null for one that was withdrawn before its release. */
    supportEndsOn: day("support_ends_on"),
  },
  (t) => [
    primaryKey({ columns: [t.solutionId, t.version] }),
    foreignKey({
      name: "product_version_parent",
      columns: [t.solutionId, t.parentVersion],
      foreignColumns: [t.solutionId, t.version],
    }),
    check("product_version_class_known", sql`${t.changeClass} in ('first', 'patch', 'minor', 'major')`),
    check(
      "product_version_first_or_later",
      sql`(${t.changeClass} = 'first') = (${t.parentVersion} is null) and (${t.changeClass} = 'first') = (${t.releasedOn} is null)`,
    ),
    check(
      "product_version_says_what_changed",
      sql`${t.changeClass} = 'first' or (${t.changes} <> '' and ${t.version} ~ '^[0-9]{1,4}([.][0-9]{1,4}){1,2}$')`,
    ),
    check("product_version_sold_after_release", sql`${t.onSaleFrom} >= ${t.releasedOn}`),
    check(
      "product_version_withdrawn_with_reason",
      sql`(${t.withdrawnOn} is null) = (${t.withdrawalReason} is null) and (${t.supportEndsOn} is null or ${t.supportEndsOn} >= ${t.withdrawnOn})`,
    ),
    uniqueIndex("product_version_one_first")
      .on(t.solutionId)
      .where(sql`${t.changeClass} = 'first'`),
  ],
);

/** Everything a listing said, frozen. */
export const listingVersion = pgTable(
  "listing_version",
  {
    solutionId: text("solution_id")
      .notNull()
      .references(() => solution.id),
    version: integer("version").notNull(),
    snapshot: jsonb("snapshot").notNull(),
    publishedAt: instant("published_at").notNull(),
    publishedBy: text("published_by").references(() => user.id),
  },
  (t) => [primaryKey({ columns: [t.solutionId, t.version] })],
);

export const itemCapability = pgTable(
  "item_capability",
  {
    itemId: text("item_id")
      .notNull()
      .references(() => catalogueItem.id),
    capabilityRef: text("capability_ref")
      .notNull()
      .references(() => capability.ref),
    result: text("result").notNull(), // full, partial, failed
  },
  (t) => [
    primaryKey({ columns: [t.itemId, t.capabilityRef] }),
    index("item_capability_by_capability").on(t.capabilityRef),
  ],
);

export const itemEpic = pgTable(
  "item_epic",
  {
    itemId: text("item_id")
      .notNull()
      .references(() => catalogueItem.id),
    capabilityRef: text("capability_ref")
      .notNull()
      .references(() => capability.ref),
    epicId: text("epic_id")
      .notNull()
      .references(() => epic.id),
    result: text("result").notNull(), // passed, failed
  },
  (t) => [primaryKey({ columns: [t.itemId, t.capabilityRef, t.epicId] })],
);

export const associatedServiceLink = pgTable(
  "associated_service_link",
  {
    serviceId: text("service_id")
      .notNull()
      .references(() => catalogueItem.id),
    solutionId: text("solution_id")
      .notNull()
      .references(() => catalogueItem.id),
  },
  (t) => [primaryKey({ columns: [t.serviceId, t.solutionId] })],
);

export const price = pgTable(
  "price",
  {
    id: text("id").primaryKey(),
    itemId: text("item_id")
      .notNull()
      .references(() => catalogueItem.id),
    unit: text("unit").notNull(), // patient, bed, location, user, practice, item, day ...
    unitText: text("unit_text").notNull(), // per patient
    quantityNoun: text("quantity_noun").notNull(), // patients
    billingPeriod: text("billing_period").notNull(),
    calculation: text("calculation").notNull(),
    minimumCharge: pence("minimum_charge_pence"),
    maximumCharge: pence("maximum_charge_pence"),
    vatRate: integer("vat_rate_basis_points").notNull().default(2000),
    costCategory: text("cost_category").notNull(),
    published: boolean("published").notNull(),
    validFrom: day("valid_from").notNull(),
    validTo: day("valid_to"),
  },
  (t) => [
    check("price_billing_period_known", sql`${t.billingPeriod} in ('month', 'year', 'one-off')`),
    check("price_calculation_known", sql`${t.calculation} in ('volume', 'cumulative', 'single-fixed')`),
    check(
      "price_charges_in_order",
      sql`${t.maximumCharge} is null or ${t.minimumCharge} is null or ${t.minimumCharge} <= ${t.maximumCharge}`,
    ),
    index("price_by_item").on(t.itemId),
  ],
);

export const priceTier = pgTable(
  "price_tier",
  {
    priceId: text("price_id")
      .notNull()
      .references(() => price.id),
    position: integer("position").notNull(),
    fromQuantity: quantity("from_quantity").notNull(),
    toQuantity: quantity("to_quantity"),
    unitPrice: unitPrice("unit_price").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.priceId, t.position] }),
    check("price_tier_position_at_most_seven", sql`${t.position} between 1 and 7`),
    check("price_tier_from_at_least_one", sql`${t.fromQuantity} >= 1`),
    check("price_tier_not_empty", sql`${t.toQuantity} is null or ${t.toQuantity} >= ${t.fromQuantity}`),
    check("price_tier_not_negative", sql`${t.unitPrice} >= 0`),
  ],
);

/**
 * One row whose number rises in the same transaction as any change to what the catalogue shows (triggers on every
 * table behind it), so that a server can keep what it built for a version and be right.
 */
export const catalogueVersion = pgTable(
  "catalogue_version",
  {
    id: integer("id").primaryKey().default(1),
    version: bigint("version", { mode: "bigint" }).notNull(),
  },
  (t) => [check("catalogue_version_one_row", sql`${t.id} = 1`)],
);
