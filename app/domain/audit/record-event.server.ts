import { sql } from "drizzle-orm";
import type { Tx } from "~db";
import { aroundPosition, canonicalJson, FIRST_HASH, type Actor } from "./event";
import type { EventAction, Stream } from "./stream-words";

export interface NewEvent {
  /** "kind:id" of the aggregate that changed. */
  stream: Stream;
  /** "noun.action", for example "order.submitted". */
  action: EventAction;
  /** One plain sentence for the audit page: "Sent order C010001-01 for approval". */
  summary: string;
  actor: Actor;
  at: Date;
  before?: unknown;
  after?: unknown;
}

/**
 * Adds one audit event to its stream, in the caller's transaction, chained by hash to the event before it. Writers of
 * one stream wait for each other; writers of different streams do not. One round trip: the database takes the stream's
 * lock, finds its last event and hashes (`audit_event_add`).
 */
export async function recordEvent(tx: Tx, event: NewEvent): Promise<void> {
  const { stream, action, summary, actor } = event;
  const at = event.at.toISOString();
  // Through JSON once, so that what is hashed is what is stored (bigints as text, no undefined).
  const plain = (value: unknown) => (value === undefined ? null : JSON.parse(canonicalJson(value)));
  const before = plain(event.before);
  const after = plain(event.after);
  const { head, tail } = aroundPosition({
    stream,
    at,
    action,
    summary,
    actorUserId: actor.userId,
    actorName: actor.name,
    organisationCode: actor.organisationCode,
    before,
    after,
    requestId: actor.requestId,
  });
  const stored = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await tx.execute(sql`
    select audit_event_add(
      ${stream}::text, ${at}::text::timestamptz, ${action}::text, ${summary}::text, ${actor.userId}::text,
      ${actor.name}::text, ${actor.organisationCode}::text, ${stored(before)}::text::jsonb,
      ${stored(after)}::text::jsonb, ${actor.requestId}::text, ${FIRST_HASH}::text, ${head}::text, ${tail}::text)`);
}
