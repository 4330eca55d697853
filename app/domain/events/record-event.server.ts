import { desc, eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { auditEvent } from "~db/schema/events";
import { canonicalJson, eventHash, FIRST_HASH, type Actor } from "./event";

export interface NewEvent {
  /** "kind:id" of the aggregate that changed. */
  stream: string;
  /** "noun.deed", for example "order.submitted". */
  action: string;
  /** One plain sentence for the audit page: "Sent order C010001-01 for approval". */
  summary: string;
  actor: Actor;
  at: Date;
  before?: unknown;
  after?: unknown;
}

/**
 * Adds one audit event to its stream, in the caller's transaction, chained by hash to the event before it. Writers of
 * one stream wait for each other; writers of different streams do not.
 */
export async function recordEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${event.stream}, 0))`);
  const [last] = await tx
    .select({ position: auditEvent.position, hash: auditEvent.hash })
    .from(auditEvent)
    .where(eq(auditEvent.stream, event.stream))
    .orderBy(desc(auditEvent.position))
    .limit(1);
  const previousHash = last?.hash ?? FIRST_HASH;
  // Through JSON once, so that what is hashed is what is stored (bigints as text, no undefined).
  const plain = (value: unknown) => (value === undefined ? null : JSON.parse(canonicalJson(value)));
  const entry = {
    stream: event.stream,
    position: (last?.position ?? 0) + 1,
    at: event.at.toISOString(),
    action: event.action,
    summary: event.summary,
    actorUserId: event.actor.userId,
    actorName: event.actor.name,
    organisationCode: event.actor.organisationCode,
    before: plain(event.before),
    after: plain(event.after),
    requestId: event.actor.requestId,
  };
  await tx
    .insert(auditEvent)
    .values({ ...entry, at: event.at, previousHash, hash: eventHash(entry, previousHash) });
}
