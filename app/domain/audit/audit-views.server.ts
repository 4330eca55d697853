import { createHash } from "node:crypto";
import { and, eq, getTableColumns, gte, ilike, lt, or } from "drizzle-orm";
import type { Queryable } from "~db";
import { auditEvent } from "~db/schema/audit";
import { beginningWith, containing } from "~db/like";
import { keysetList, type List, type SortOrder } from "~/domain/shared/keyset.server";
import { canonicalJson, FIRST_HASH, type AuditEntry } from "./event";

export interface AuditSearch {
  /** A whole stream ("order:C010001-01") or its beginning ("order:"). */
  stream?: string;
  /** Part of the name of who did it. */
  actor?: string;
  /** Part of what was done. */
  text?: string;
  /** Inclusive instants between which it was done. */
  from?: Date;
  until?: Date;
}

export type AuditRow = typeof auditEvent.$inferSelect;

/** By the moment that is shown; of one moment the last recorded comes first. */
const NEWEST: SortOrder = {
  keys: [
    { by: auditEvent.at, type: "timestamptz" },
    { by: auditEvent.id, type: "bigint" },
  ],
  descending: true,
};

const EVENTS_AT_ONCE = 200;

/** The events that a search finds, newest first. */
export function searchAudit(q: Queryable, search: AuditSearch): List<AuditRow> {
  const { stream, actor, text, from, until } = search;
  const wanted = and(
    stream ? or(eq(auditEvent.stream, stream), ilike(auditEvent.stream, beginningWith(stream))) : undefined,
    actor ? ilike(auditEvent.actorName, containing(actor)) : undefined,
    text
      ? or(ilike(auditEvent.summary, containing(text)), ilike(auditEvent.action, containing(text)))
      : undefined,
    from ? gte(auditEvent.at, from) : undefined,
    until ? lt(auditEvent.at, until) : undefined,
  );
  return keysetList<AuditRow>(q, NEWEST, (keys, past) =>
    q
      .select({ ...getTableColumns(auditEvent), ...keys })
      .from(auditEvent)
      .where(and(wanted, past)),
  );
}

export interface StreamCheck {
  stream: string;
  events: number;
  /** True when every event follows the one before it and its hash is right. */
  intact: boolean;
  /** The position of the first event that does not. */
  brokenAt: number | null;
}

/** A stream from its first event on. Positions are numbered within it. */
const eventsOf = (q: Queryable, stream: string): List<AuditRow> =>
  keysetList<AuditRow>(
    q,
    { keys: [{ by: auditEvent.position, type: "bigint" }], descending: false },
    (keys, past) =>
      q
        .select({ ...getTableColumns(auditEvent), ...keys })
        .from(auditEvent)
        .where(and(eq(auditEvent.stream, stream), past)),
  );

/** Reads a stream from its first event, a batch at a time, and computes its chain of hashes anew. */
export async function verifyStream(q: Queryable, stream: string): Promise<StreamCheck> {
  const list = eventsOf(q, stream);
  let previousHash = FIRST_HASH;
  let events = 0;
  for await (const rows of list.batches(EVENTS_AT_ONCE)) {
    for (const row of rows) {
      const { id: _id, hash, previousHash: named, at, ...rest } = row;
      const entry = { ...rest, at: at.toISOString() };
      const right =
        row.position === events + 1 && named === previousHash && hash === eventHash(entry, previousHash);
      if (!right) return { stream, events: await list.count(), intact: false, brokenAt: events + 1 };
      previousHash = hash;
      events += 1;
    }
  }
  return { stream, events, intact: true, brokenAt: null };
}

/** The SHA-256, in hexadecimal, of everything in an entry and of the hash before it. */
function eventHash(entry: AuditEntry, previousHash: string): string {
  return createHash("sha256")
    .update(`${previousHash}\n${canonicalJson(entry)}`)
    .digest("hex");
}

/** Checks several streams, each once. */
export async function verifyStreams(
  q: Queryable,
  streams: readonly string[],
): Promise<Map<string, StreamCheck>> {
  const checks = new Map<string, StreamCheck>();
  for (const stream of new Set(streams)) checks.set(stream, await verifyStream(q, stream));
  return checks;
}
