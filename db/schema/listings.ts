import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { catalogueItem, supplier } from "./catalogue";
import { instant } from "./columns";
import { organisation } from "./organisations";
import { user } from "./people";

/**
 * What a supplier wants a listing to say: a new solution, or an edit of one that is on sale. LC-0001. Its words are fixed while
 * the centre reads them; a decided one is the record of its decision.
 */
export const listingChange = pgTable(
  "listing_change",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    supplierId: text("supplier_id")
      .notNull()
      .references(() => supplier.id),
    solutionId: text("solution_id")
      .notNull()
      .references(() => catalogueItem.id),
    name: text("name").notNull(),
    content: jsonb("content").notNull(),
    /** What the listing said when this was published; null for a new one, and until then. */
    before: jsonb("before"),
    state: text("state").notNull(),
    /** Raised by every change; a form carries it, so that a colleague's change is never overwritten unseen. */
    revision: integer("revision").notNull().default(1),
    createdBy: text("created_by")
      .notNull()
      .references(() => user.id),
    createdAt: instant("created_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    submittedBy: text("submitted_by").references(() => user.id),
    submittedAt: instant("submitted_at"),
    decidedBy: text("decided_by").references(() => user.id),
    decidedAt: instant("decided_at"),
    /** What became of it without a decision of the centre: taken_back, discarded, listing_withdrawn. Sent in again it is null. */
    endedHow: text("ended_how"),
    /** Null: no person. */
    endedBy: text("ended_by").references(() => user.id),
    endedAt: instant("ended_at"),
    /** The version of the listing that came of it. */
    publishedVersion: integer("published_version"),
  },
  (t) => [
    check("listing_change_kind_known", sql`${t.kind} in ('new', 'edit')`),
    check(
      "listing_change_state_known",
      sql`${t.state} in ('draft', 'submitted', 'returned', 'published', 'rejected', 'discarded')`,
    ),
    check(
      "listing_change_decided_by_somebody",
      sql`(${t.state} in ('published', 'rejected')) = (${t.decidedBy} is not null) and (${t.decidedBy} is null) = (${t.decidedAt} is null)`,
    ),
    check("listing_change_submitted", sql`${t.state} <> 'submitted' or ${t.submittedAt} is not null`),
    check("listing_change_version", sql`(${t.state} = 'published') = (${t.publishedVersion} is not null)`),
    check(
      "listing_change_ended",
      sql`(${t.endedHow} is null) = (${t.endedAt} is null) and (${t.endedBy} is null or ${t.endedAt} is not null) and (${t.endedHow} is null or (${t.endedHow} = 'taken_back' and ${t.state} = 'draft') or (${t.endedHow} in ('discarded', 'listing_withdrawn') and ${t.state} = 'discarded'))`,
    ),
    uniqueIndex("listing_change_one_open")
      .on(t.solutionId)
      .where(sql`${t.state} in ('draft', 'submitted', 'returned')`),
    index("listing_change_by_supplier").on(t.supplierId, t.changedAt),
    index("listing_change_by_state").on(t.state, t.submittedAt),
    index("listing_change_by_solution").on(t.solutionId, t.publishedVersion),
  ],
);

/** What supplier and centre write to each other about a change; only ever added. */
export const listingMessage = pgTable(
  "listing_message",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    changeId: text("change_id")
      .notNull()
      .references(() => listingChange.id),
    /** Which side wrote it. */
    side: text("side").notNull(),
    authorId: text("author_id")
      .notNull()
      .references(() => user.id),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    text: text("text").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    check("listing_message_side_known", sql`${t.side} in ('supplier', 'centre')`),
    check("listing_message_not_empty", sql`${t.text} <> ''`),
    index("listing_message_by_change").on(t.changeId, t.id),
  ],
);
