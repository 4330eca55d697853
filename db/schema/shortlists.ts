import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { catalogueItem } from "./catalogue";
import { day, instant, pence } from "./columns";
import { lot } from "./frameworks";
import { organisation } from "./organisations";
import { user } from "./people";

/** A need and the solutions considered for it. Locking freezes what the listings said on that day. */
export const shortlist = pgTable(
  "shortlist",
  {
    id: text("id").primaryKey(), // S0001
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    name: text("name").notNull(),
    need: text("need").notNull().default(""),
    state: text("state").notNull(),
    lotId: text("lot_id").references(() => lot.id),
    /** How many of each unit: {"patient": "9500", "user": "40"}; whole numbers as text. */
    quantities: jsonb("quantities").$type<Record<string, string>>().notNull().default({}),
    termMonths: integer("term_months").notNull(),
    startsOn: day("starts_on").notNull(),
    createdBy: text("created_by")
      .notNull()
      .references(() => user.id),
    createdAt: instant("created_at").notNull(),
    lockedBy: text("locked_by").references(() => user.id),
    lockedAt: instant("locked_at"),
  },
  (t) => [
    check("shortlist_state_known", sql`${t.state} in ('open', 'locked', 'awarded', 'abandoned')`),
    check("shortlist_term_positive", sql`${t.termMonths} between 1 and 120`),
    index("shortlist_by_organisation").on(t.organisationCode),
  ],
);

export const shortlistItem = pgTable(
  "shortlist_item",
  {
    shortlistId: text("shortlist_id")
      .notNull()
      .references(() => shortlist.id),
    solutionId: text("solution_id")
      .notNull()
      .references(() => catalogueItem.id),
    addedBy: text("added_by")
      .notNull()
      .references(() => user.id),
    addedAt: instant("added_at").notNull(),
    /** Set at the lock: the listing version and the comparison's figures as they were that day. */
    lockedListingVersion: integer("locked_listing_version"),
    lockedEvidence: jsonb("locked_evidence"),
    chosen: boolean("chosen").notNull().default(false),
    exclusionReason: text("exclusion_reason"),
    /** The reason is that it does not meet the need as stated; only then the lot's mechanism leaves it out. */
    unmetNeed: boolean("unmet_need").notNull().default(false),
    /** Which need it does not meet; given with `unmetNeed`, and empty for rows of before it was asked. */
    unmetNeedText: text("unmet_need_text"),
  },
  (t) => [primaryKey({ columns: [t.shortlistId, t.solutionId] })],
);

/** A solution of the lot that is not on the shortlist, and which need it does not meet: the lot's mechanism leaves it out. */
export const shortlistOther = pgTable(
  "shortlist_other",
  {
    shortlistId: text("shortlist_id")
      .notNull()
      .references(() => shortlist.id),
    solutionId: text("solution_id")
      .notNull()
      .references(() => catalogueItem.id),
    unmetNeedText: text("unmet_need_text").notNull(),
    notedBy: text("noted_by")
      .notNull()
      .references(() => user.id),
    notedAt: instant("noted_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shortlistId, t.solutionId] })],
);

/** The outcome of a shortlist, exactly once, with the evidence that the law asks for. */
export const award = pgTable(
  "award",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    shortlistId: text("shortlist_id")
      .notNull()
      .unique("award_once_per_shortlist")
      .references(() => shortlist.id),
    solutionId: text("solution_id")
      .notNull()
      .references(() => catalogueItem.id),
    lotId: text("lot_id")
      .notNull()
      .references(() => lot.id),
    route: text("route").notNull(),
    estimatedValue: pence("estimated_value_pence").notNull(),
    routeCheck: jsonb("route_check").notNull(),
    /** Inputs, ranking and tie-break of the objective mechanism (Procurement Act 2023 s.45(4)(b)). */
    mechanism: jsonb("mechanism").notNull(),
    /** What was compared for the named solution: price, quantities, term, sums; null for awards from before it was kept. */
    compared: jsonb("compared"),
    awardedBy: text("awarded_by")
      .notNull()
      .references(() => user.id),
    awardedAt: instant("awarded_at").notNull(),
  },
  (t) => [check("award_route_known", sql`${t.route} in ('direct_award', 'further_competition')`)],
);
