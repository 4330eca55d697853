import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { standard, standardVersion } from "./certification";
import { day, instant } from "./columns";
import { organisation } from "./organisations";
import { user } from "./people";

/**
 * What an officer wants to publish: a new standard, a new version of one, or the end of one. SD-0001. Its words are fixed once it
 * is proposed; a published one is the record of what was published.
 */
export const standardDraft = pgTable(
  "standard_draft",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    /** The id that the standard has, or will have. */
    standardId: text("standard_id").notNull(),
    title: text("title").notNull(),
    content: jsonb("content").notNull(),
    /** The standard as it was when this was published; null for a new one, and until then. */
    before: jsonb("before"),
    state: text("state").notNull(),
    /** Raised by every change; a form carries it, so that a colleague's change is never overwritten unseen. */
    revision: integer("revision").notNull().default(1),
    createdBy: text("created_by")
      .notNull()
      .references(() => user.id),
    createdAt: instant("created_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    proposedBy: text("proposed_by").references(() => user.id),
    proposedAt: instant("proposed_at"),
    decidedBy: text("decided_by").references(() => user.id),
    decidedAt: instant("decided_at"),
    /** Why another officer sent it back; kept until it is proposed again. */
    decisionReason: text("decision_reason").notNull().default(""),
  },
  (t) => [
    check("standard_draft_kind_known", sql`${t.kind} in ('standard', 'version', 'retirement')`),
    check("standard_draft_state_known", sql`${t.state} in ('draft', 'proposed', 'published', 'discarded')`),
    check(
      "standard_draft_published_by_somebody",
      sql`(${t.state} = 'published') = (${t.decidedBy} is not null) and (${t.decidedBy} is null) = (${t.decidedAt} is null)`,
    ),
    uniqueIndex("standard_draft_one_open")
      .on(t.standardId)
      .where(sql`${t.state} in ('draft', 'proposed')`),
    index("standard_draft_by_change").on(t.changedAt, t.id),
  ],
);

/** A notice to an organisation that a version's last day to comply comes near; the key makes it go once. */
export const standardNotice = pgTable(
  "standard_notice",
  {
    standardVersionId: text("standard_version_id")
      .notNull()
      .references(() => standardVersion.id),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    /** 180, 90 or 30. */
    daysBefore: integer("days_before").notNull(),
    /** What it is told as: the maker of products, or the buyer with contracts. */
    role: text("role").notNull(),
    sentAt: instant("sent_at").notNull(),
  },
  (t) => [
    primaryKey({
      name: "standard_notice_once",
      columns: [t.standardVersionId, t.organisationCode, t.role, t.daysBefore],
    }),
    check("standard_notice_days_known", sql`${t.daysBefore} in (180, 90, 30)`),
    check("standard_notice_role_known", sql`${t.role} in ('supplier', 'buyer')`),
  ],
);

/** How many of the solutions on sale on a day a standard bound, and how they met it: counted once that night, and never again. */
export const standardCompliance = pgTable(
  "standard_compliance",
  {
    on: day("on").notNull(),
    standardId: text("standard_id")
      .notNull()
      .references(() => standard.id),
    bound: integer("bound").notNull(),
    met: integer("met").notNull(),
    withConditions: integer("with_conditions").notNull(),
    waived: integer("waived").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.standardId, t.on] }),
    check(
      "standard_compliance_parts",
      sql`least(${t.met}, ${t.withConditions}, ${t.waived}) >= 0 and ${t.met} + ${t.withConditions} + ${t.waived} <= ${t.bound}`,
    ),
  ],
);
