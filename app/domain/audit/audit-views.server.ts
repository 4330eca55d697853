import { createHash } from "node:crypto";
import { and, eq, getTableColumns, gte, ilike, lt, or, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { auditEvent } from "~db/schema/audit";
import { organisation } from "~db/schema/organisations";
import { beginningWith, containing } from "~db/like";
import { keysetList, type List, type SortOrder } from "~/domain/shared/keyset.server";
import { Problem } from "~/domain/shared/problem";
import { canonicalJson, FIRST_HASH, type AuditEntry } from "./event";

export interface AuditSearch {
  /** A whole stream ("order:C010001-01") or its beginning ("order:"). */
  stream?: string;
  /** What it is about: the kind of its stream ("order"), or a part of such a thing ("waiver"). */
  kind?: string;
  /** What a stream is of ("C010001-01"), or its beginning, whatever kind of thing it is. */
  code?: string;
  /** Part of the name of who did it. */
  actor?: string;
  /** Part of what was done. */
  text?: string;
  /** Inclusive instants between which it was done. */
  from?: Date;
  until?: Date;
}

export type AuditRow = typeof auditEvent.$inferSelect;

/** An event as somebody reads it: with the names of what it is about and of who it was done for. */
export interface FoundEvent extends AuditRow {
  aboutName: string | null;
  organisationName: string | null;
}

const kindOfStream = sql`split_part(${auditEvent.stream}, ':', 1)`;
const code = sql`split_part(${auditEvent.stream}, ':', 2)`;
/** An id that is no UUID is of nothing that has one: a record never fails to be read. */
const uuid = sql`case when ${code} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${code}::uuid end`;

/** The name of what an event is about, where it has one beside its code. */
const aboutName = sql<string | null>`case ${kindOfStream}
  when 'claim' then (
    select s.title || ', version ' || v.version || ', ' || coalesce(i.name, u.name)
    from claim c join standard_version v on v.id = c.standard_version_id join standard s on s.id = v.standard_id
      join supplier u on u.id = c.supplier_id left join catalogue_item i on i.id = c.solution_id
    where c.id = ${uuid})
  when 'ledger' then (select text from ledger_transaction where id = ${uuid})
  when 'user' then (select name from "user" where id = ${code})
  when 'order' then (select title from "order" where id = ${code})
  when 'fund' then (select name from fund where id = ${code})
  when 'programme' then (select name from programme where id = ${code})
  when 'framework' then (select name from framework where id = ${code})
  when 'organisation' then (select name from organisation where code = ${code})
  when 'solution' then (select name from catalogue_item where id = ${code})
  when 'standard' then (select title from standard where id = ${code})
end`;

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
export function searchAudit(q: Queryable, search: AuditSearch): List<FoundEvent> {
  const { stream, kind, code, actor, text, from, until } = search;
  const wanted = and(
    stream ? or(eq(auditEvent.stream, stream), ilike(auditEvent.stream, beginningWith(stream))) : undefined,
    kind ? or(eq(kindOfStream, kind), eq(sql`split_part(${auditEvent.action}, '.', 1)`, kind)) : undefined,
    code
      ? ilike(sql`substr(${auditEvent.stream}, strpos(${auditEvent.stream}, ':') + 1)`, beginningWith(code))
      : undefined,
    actor ? ilike(auditEvent.actorName, containing(actor)) : undefined,
    text
      ? or(ilike(auditEvent.summary, containing(text)), ilike(auditEvent.action, containing(text)))
      : undefined,
    from ? gte(auditEvent.at, from) : undefined,
    until ? lt(auditEvent.at, until) : undefined,
  );
  return keysetList<FoundEvent>(q, NEWEST, (keys, past) =>
    q
      .select({
        ...getTableColumns(auditEvent),
        aboutName,
        organisationName: organisation.name,
        ...keys,
      })
      .from(auditEvent)
      .leftJoin(organisation, eq(organisation.code, auditEvent.organisationCode))
      .where(and(wanted, past)),
  );
}

/** One event as it is recorded, to be handed on whole. Throws Problem not-found `no-such-event`. */
export async function auditEventRecord(q: Queryable, id: number): Promise<AuditRow> {
  const [row] = await q
    .select()
    .from(auditEvent)
    .where(eq(auditEvent.id, BigInt(id)));
  if (!row) throw new Problem("not-found", "no-such-event", "There is no such event in the audit.");
  return row;
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
