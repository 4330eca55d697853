import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { user } from "./people";

/**
 * What one commercial officer proposes and another decides, where it is not about money in funds (money_request is): to
 * end a signed agreement, to waive a standard, or to withdraw an award. Done only with the decision of a second person; never changed after it.
 */
export const officerProposal = pgTable(
  "officer_proposal",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** What people know it by: OP-0001. */
    reference: text("reference").notNull(),
    kind: text("kind").notNull(),
    /** The stream of what it is about: agreement:AG-0001, solution:20001-001. */
    about: text("about").notNull(),
    /** What is to be done, with every figure and day of it. */
    terms: jsonb("terms").notNull(),
    reason: text("reason").notNull(),
    state: text("state").notNull(),
    proposedBy: text("proposed_by")
      .notNull()
      .references(() => user.id),
    proposedAt: instant("proposed_at").notNull(),
    decidedBy: text("decided_by").references(() => user.id),
    decidedAt: instant("decided_at"),
    decisionReason: text("decision_reason").notNull().default(""),
  },
  (t) => [
    check(
      "officer_proposal_kind_known",
      sql`${t.kind} in ('end-agreement', 'waiver', 'withdraw-award', 'close-fund', 'bind-allocations')`,
    ),
    check(
      "officer_proposal_state_known",
      sql`${t.state} in ('proposed', 'approved', 'declined', 'withdrawn')`,
    ),
    check(
      "officer_proposal_decided_once",
      sql`(${t.state} = 'proposed') = (${t.decidedBy} is null) and (${t.decidedBy} is null) = (${t.decidedAt} is null)`,
    ),
    check(
      "officer_proposal_two_people",
      sql`${t.state} not in ('approved', 'declined') or ${t.decidedBy} <> ${t.proposedBy}`,
    ),
    check(
      "officer_proposal_reasoned",
      sql`${t.reason} <> '' and (${t.state} <> 'declined' or ${t.decisionReason} <> '')`,
    ),
    unique("officer_proposal_reference").on(t.reference),
    index("officer_proposal_by_state").on(t.state, t.proposedAt),
    index("officer_proposal_by_about").on(t.about),
    // The same thing is not proposed twice at once; an agreement's version waits for one end at a time.
    uniqueIndex("officer_proposal_waits_once")
      .on(
        t.kind,
        t.about,
        sql`(case ${t.kind} when 'end-agreement' then ${t.terms} -> 'version' else ${t.terms} end)`,
      )
      .where(sql`${t.state} = 'proposed'`),
  ],
);
