import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { day, instant, pence } from "./columns";
import { order } from "./orders";
import { organisation } from "./organisations";
import { user } from "./people";

/** What an organisation has spent of its own, with evidence: match funding is counted against it. */
export const localSpend = pgTable(
  "local_spend",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    category: text("category").notNull(),
    spentOn: day("spent_on").notNull(),
    amount: pence("amount_pence").notNull(),
    description: text("description").notNull(),
    /** Where the proof is: an invoice's number, a voucher of the ledger. One proof counts once. */
    evidence: text("evidence").notNull(),
    /** The evidence without what tells only spellings apart, from the domain's `proofKey`. */
    evidenceKey: text("evidence_key").notNull(),
    recordedBy: text("recorded_by")
      .notNull()
      .references(() => user.id),
    recordedAt: instant("recorded_at").notNull(),
    /** Whether the centre has looked at the evidence: "waiting", "confirmed" or "declined". Only confirmed spend is matched. */
    state: text("state").notNull().default("waiting"),
    /** Null also for what orders had matched before anybody was asked to confirm it. */
    decidedBy: text("decided_by").references(() => user.id),
    decidedAt: instant("decided_at"),
    declinedReason: text("declined_reason"),
    withdrawnBy: text("withdrawn_by").references(() => user.id),
    withdrawnAt: instant("withdrawn_at"),
    withdrawnReason: text("withdrawn_reason"),
  },
  (t) => [
    uniqueIndex("local_spend_evidence_once")
      // "INV 20817" and "inv 20817 " are one proof.
      .on(t.organisationCode, t.evidenceKey)
      .where(sql`${t.withdrawnAt} is null`),
    check("local_spend_positive", sql`${t.amount} > 0`),
    check("local_spend_in_reason", sql`${t.amount} <= 100000000000`),
    check("local_spend_state_known", sql`${t.state} in ('waiting', 'confirmed', 'declined')`),
    check("local_spend_decided_once", sql`(${t.state} = 'waiting') = (${t.decidedAt} is null)`),
    check(
      "local_spend_declined_with_reason",
      sql`(${t.state} = 'declined') = (${t.declinedReason} is not null)`,
    ),
    index("local_spend_by_organisation").on(t.organisationCode, t.spentOn),
    index("local_spend_that_waits")
      .on(t.recordedAt)
      .where(sql`${t.state} = 'waiting' and ${t.withdrawnAt} is null`),
  ],
);

/** What of it an order has had matched. Gone when the order goes back to its buyer or is cancelled. */
export const localSpendUse = pgTable(
  "local_spend_use",
  {
    localSpendId: uuid("local_spend_id")
      .notNull()
      .references(() => localSpend.id),
    orderId: text("order_id")
      .notNull()
      .references(() => order.id),
    amount: pence("amount_pence").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.localSpendId, t.orderId] }),
    check("local_spend_use_positive", sql`${t.amount} > 0`),
    index("local_spend_use_by_order").on(t.orderId),
  ],
);
