import { sql } from "drizzle-orm";
import { check, foreignKey, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { day, instant } from "./columns";
import { programme } from "./funding";
import { organisation } from "./organisations";
import { user } from "./people";

export const agreement = pgTable("agreement", {
  id: text("id").primaryKey(),
  title: text("title").notNull(),
  ownerCode: text("owner_code")
    .notNull()
    .references(() => organisation.code),
  programmeId: text("programme_id").references(() => programme.id),
  createdAt: instant("created_at").notNull().defaultNow(),
});

/** What the parties sign. Rules and scope are immutable once proposed (a trigger refuses a change). */
export const agreementVersion = pgTable(
  "agreement_version",
  {
    agreementId: text("agreement_id")
      .notNull()
      .references(() => agreement.id),
    version: integer("version").notNull(),
    state: text("state").notNull(),
    summary: text("summary").notNull(),
    rules: jsonb("rules").notNull(),
    scope: jsonb("scope").notNull(),
    effectiveFrom: day("effective_from").notNull(),
    effectiveTo: day("effective_to"),
    proposedAt: instant("proposed_at"),
    inForceAt: instant("in_force_at"),
    /** Raised by each change of a draft, so that two people do not overwrite each other unseen. */
    editCount: integer("edit_count").notNull().default(0),
    /** Why it ended, in the words of who ended it. */
    endReason: text("end_reason"),
    /** Who proposed it: a second person must stand behind it, or it does not come into force. */
    proposedBy: text("proposed_by").references(() => user.id),
    /** Organisations that pay by it without being a party, and were told so when it was proposed. */
    payersTold: text("payers_told").array().notNull().default([]),
    /** The funds that were chosen when it was started: its rules are offered them first. */
    startFundIds: text("start_fund_ids").array().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.agreementId, t.version] }),
    check(
      "agreement_version_state_known",
      sql`${t.state} in ('draft', 'proposed', 'in_force', 'superseded', 'ended', 'withdrawn')`,
    ),
    // One that is ended before its first day keeps both days as they were typed: it is never in force.
    check(
      "agreement_version_dates_in_order",
      sql`${t.effectiveTo} is null or ${t.effectiveTo} >= ${t.effectiveFrom} or ${t.state} = 'ended'`,
    ),
    check("agreement_version_withdrawn_unsigned", sql`${t.state} <> 'withdrawn' or ${t.inForceAt} is null`),
  ],
);

export const agreementParty = pgTable(
  "agreement_party",
  {
    agreementId: text("agreement_id").notNull(),
    version: integer("version").notNull(),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    signedBy: text("signed_by").references(() => user.id),
    signatoryName: text("signatory_name"),
    signedAt: instant("signed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.agreementId, t.version, t.organisationCode] }),
    foreignKey({
      columns: [t.agreementId, t.version],
      foreignColumns: [agreementVersion.agreementId, agreementVersion.version],
      name: "agreement_party_of_version",
    }),
  ],
);
