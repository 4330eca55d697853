import { bigserial, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * Who did what, when, what before, what after: written in the same transaction as the change, never edited (a trigger
 * refuses it). Each stream (one order, one fund, one shortlist ...) is a chain of hashes of its own, so that two
 * unrelated actions never wait for each other.
 */
export const auditEvent = pgTable(
  "audit_event",
  {
    id: bigserial("id", { mode: "bigint" }).primaryKey(),
    stream: text("stream").notNull(), // order:C010001-01
    position: integer("position").notNull(),
    at: instant("at").notNull(),
    action: text("action").notNull(), // order.submitted
    summary: text("summary").notNull(),
    actorUserId: text("actor_user_id"),
    actorName: text("actor_name").notNull(),
    organisationCode: text("organisation_code"),
    before: jsonb("before"),
    after: jsonb("after"),
    requestId: text("request_id"),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [
    unique("audit_event_position_once").on(t.stream, t.position),
    index("audit_event_by_time").on(t.at),
    index("audit_event_by_organisation").on(t.organisationCode, t.id),
  ],
);
