import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { ocdsRelease } from "~db/schema/contracts";
import { containing } from "~db/like";
import { keysetList, type SortOrder } from "~/domain/shared/keyset.server";
import type { Sorting } from "~/domain/shared/sorting";
import { Problem } from "~/domain/shared/problem";
import type { ContractSort } from "./contract-sort";
import type { Release } from "./release";

export const MOST_RELEASES_A_PAGE = 100;

/**
 * Releases after a sequence number, oldest first, and whether there are more. Releases are committed in the order of
 * their numbers (publish-order.server), so whoever goes on from the last number misses none.
 */
export async function releasesAfter(q: Queryable, input: { after: bigint; limit: number }) {
  const limit = Math.min(input.limit, MOST_RELEASES_A_PAGE);
  const rows = await q
    .select()
    .from(ocdsRelease)
    .where(gt(ocdsRelease.sequence, input.after))
    .orderBy(asc(ocdsRelease.sequence))
    .limit(limit + 1);
  const releases = rows
    .slice(0, limit)
    .map((row) => ({ sequence: row.sequence, release: row.body as Release }));
  return { releases, more: rows.length > limit };
}

/**
 * The latest release of each published contract, newest first; `before` is the sequence that a page ended
 * with. `naming` is the code of an organisation: only contracts in which it buys, supplies, pays or receives.
 * Sums are pence.
 */
export async function contractsPublished(
  q: Queryable,
  input: { limit: number; before?: bigint; naming?: string },
) {
  const party = JSON.stringify([{ identifier: { id: input.naming } }]);
  const latest = q
    .selectDistinctOn([ocdsRelease.ocid])
    .from(ocdsRelease)
    .orderBy(asc(ocdsRelease.ocid), desc(ocdsRelease.sequence))
    .as("latest");
  const rows = await q
    .select()
    .from(latest)
    .where(
      and(
        input.before === undefined
          ? undefined
          : sql`(${latest.publishedAt}, ${latest.sequence}) <
              (select published_at, sequence from ocds_release where sequence = ${input.before})`,
        input.naming === undefined ? undefined : sql`${latest.body} -> 'parties' @> ${party}::text::jsonb`,
      ),
    )
    .orderBy(desc(latest.publishedAt), desc(latest.sequence))
    .limit(input.limit);
  return rows.map((row) => ({
    sequence: row.sequence,
    publishedAt: row.publishedAt,
    release: row.body as Release,
  }));
}

export interface ContractFilter {
  /** Each word stands in the title, the buyer, the supplier or the number. */
  words?: string;
  status?: "active" | "terminated";
  sort?: Sorting<ContractSort>;
}

/** Published contracts by their latest release, searched, filtered and sorted: the page and the file read the same. */
export function contractsList(q: Queryable, filter: ContractFilter = {}) {
  const latest = q
    .selectDistinctOn([ocdsRelease.ocid])
    .from(ocdsRelease)
    .orderBy(asc(ocdsRelease.ocid), desc(ocdsRelease.sequence))
    .as("latest");
  const of = (...path: string[]) => sql<string>`${latest.body} #>> ${`{${path.join(",")}}`}::text[]`;
  const sorts = {
    published: { by: latest.publishedAt, type: "timestamptz" },
    title: { by: of("title"), type: "text" },
    value: {
      by: sql`round((${of("contracts", "0", "value", "amount")})::numeric * 100)::bigint`,
      type: "bigint",
    },
    ends: { by: sql`left(${of("contracts", "0", "period", "endDate")}, 10)::date`, type: "date" },
  } as const satisfies Record<ContractSort, SortOrder["keys"][number]>;
  const { by, descending } = filter.sort ?? { by: "published", descending: true };
  const searched = sql`concat_ws(' ', ${latest.ocid}, ${of("title")}, ${of("buyer", "name")}, ${of("awards", "0", "suppliers", "0", "name")})`;
  const words = (filter.words ?? "").split(/\s+/).filter(Boolean);
  const matching = and(
    ...words.map((word) => sql`${searched} ilike ${containing(word)}`),
    filter.status ? sql`${of("contracts", "0", "status")} = ${filter.status}` : undefined,
  );
  const keys: SortOrder["keys"] = [sorts[by], { by: latest.ocid, type: "text" }];
  return keysetList<{ publishedAt: Date; body: unknown }>(q, { keys, descending }, (columns, past) =>
    q
      .select({ publishedAt: latest.publishedAt, body: latest.body, ...columns })
      .from(latest)
      .where(and(matching, past)),
  );
}

/** All releases of one contracting process, newest first. Throws Problem not-found `no-such-contract`. */
export async function contractHistory(q: Queryable, ocid: string) {
  const rows = await q
    .select()
    .from(ocdsRelease)
    .where(eq(ocdsRelease.ocid, ocid))
    .orderBy(desc(ocdsRelease.sequence));
  if (rows.length === 0) {
    throw new Problem("not-found", "no-such-contract", {
      title: "No contract is published under this number.",
      detail: "An order is published when both sides have signed it.",
      next: { label: "All published contracts", href: "/contracts" },
    });
  }
  return rows.map((row) => ({
    sequence: row.sequence,
    publishedAt: row.publishedAt,
    release: row.body as Release,
  }));
}

/** One release by its id. Throws Problem not-found `no-such-release`. */
export async function releaseById(q: Queryable, id: string) {
  const [row] = await q.select().from(ocdsRelease).where(eq(ocdsRelease.id, id));
  if (!row) throw new Problem("not-found", "no-such-release", "There is no release with this id.");
  return { publishedAt: row.publishedAt, release: row.body as Release };
}
