import { randomInt } from "node:crypto";
import type postgres from "postgres";

type Sql = postgres.Sql | postgres.TransactionSql;

/** Any object of Stripe's: it has an id and says what it is. */
export interface StripeObject {
  id: string;
  object: string;
  [name: string]: unknown;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** An id of Stripe's form: a prefix and 24 letters that nobody can guess. */
export function stripeId(prefix: string): string {
  return `${prefix}_${Array.from({ length: 24 }, () => LETTERS[randomInt(LETTERS.length)]).join("")}`;
}

/** What the stand-in knows, in the table that every process of the service shares. */
export function stripeStore(sql: Sql) {
  const keep = (kind: string, id: string, body: unknown) => sql`
    insert into stand_in_object (service, id, kind, body)
    values ('stripe', ${id}, ${kind}, ${JSON.stringify(body)}::text::jsonb)
    on conflict (service, id) do update set body = excluded.body`;
  return {
    keep,

    async save<T extends StripeObject>(object: T): Promise<T> {
      await keep(object.object, object.id, object);
      return object;
    },

    /** Locks what it reads: two requests about one object come one after the other. */
    async find<T extends StripeObject>(kind: string, id: string): Promise<T | null> {
      const rows = await sql<{ body: string }[]>`
        select body::text as body from stand_in_object
        where service = 'stripe' and kind = ${kind} and id = ${id} for update`;
      return rows[0] ? (JSON.parse(rows[0].body) as T) : null;
    },

    /** A page of Stripe's lists: the latest first, from after an object. */
    async list<T extends StripeObject>(
      kind: string,
      where: Record<string, string>,
      page: { limit: number; startingAfter?: string },
    ): Promise<{ data: T[]; hasMore: boolean }> {
      const after = page.startingAfter ?? null;
      const rows = await sql<{ body: string }[]>`
        select body::text as body from stand_in_object
        where service = 'stripe' and kind = ${kind} and body @> ${JSON.stringify(where)}::text::jsonb
          and (${after}::text is null or sequence < (
            select sequence from stand_in_object where service = 'stripe' and id = ${after}::text))
        order by sequence desc limit ${page.limit + 1}`;
      const found = rows.map((row) => JSON.parse(row.body) as T);
      return { data: found.slice(0, page.limit), hasMore: found.length > page.limit };
    },

    async remove(id: string): Promise<void> {
      await sql`delete from stand_in_object where service = 'stripe' and id = ${id}`;
    },
  };
}

export type StripeStore = ReturnType<typeof stripeStore>;
