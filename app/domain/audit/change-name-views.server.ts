import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { textArray } from "~db/lists";
import { idsIn, type NamedKind, type NameOf } from "./change-words";

/** Where the name of what an id is of stands. */
const TABLES: Record<NamedKind, { table: string; id: string; name: string }> = {
  organisation: { table: "organisation", id: "code", name: "name" },
  item: { table: "catalogue_item", id: "id", name: "name" },
  supplier: { table: "supplier", id: "id", name: "name" },
  fund: { table: "fund", id: "id", name: "name" },
  programme: { table: "programme", id: "id", name: "name" },
  lot: { table: "lot", id: "id", name: "name" },
  standard: { table: "standard", id: "id", name: "title" },
  version: {
    table: "standard_version v join standard s on s.id = v.standard_id",
    id: "v.id",
    name: "s.title || ', version ' || v.version",
  },
  agreement: { table: "agreement", id: "id", name: "title" },
  user: { table: '"user"', id: "id", name: "name" },
};

/** The names of what the ids in these events are of, one query for each kind of thing that they name. */
export async function changeNames(
  q: Queryable,
  events: readonly { before: unknown; after: unknown }[],
): Promise<NameOf> {
  const wanted = [...idsIn(...events.flatMap(({ before, after }) => [before, after]))];
  const found = await Promise.all(
    wanted.map(async ([kind, ids]) => {
      const { table, id, name } = TABLES[kind];
      const rows = await q.execute<{ id: string; name: string }>(
        sql`select ${sql.raw(id)}::text as id, ${sql.raw(name)} as name from ${sql.raw(table)}
          where ${sql.raw(id)}::text = any(${textArray([...ids])})`,
      );
      return [kind, new Map([...rows].map((row) => [row.id, row.name]))] as const;
    }),
  );
  const names = new Map(found);
  return (kind, id) => names.get(kind)?.get(id) ?? null;
}
