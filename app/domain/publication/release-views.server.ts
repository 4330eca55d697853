import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { ocdsRelease } from "~db/schema/publication";
import { Problem } from "~/domain/shared/problem";
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
 * The latest release of each published contract, newest first; `before` is the sequence that a page ended with. `naming`
 * is the code of an organisation: only contracts in which it buys, supplies, pays or receives.
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

/** All releases of one contracting process, newest first. Throws not-found. */
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

/** One release by its id. Throws not-found. */
export async function releaseById(q: Queryable, id: string) {
  const [row] = await q.select().from(ocdsRelease).where(eq(ocdsRelease.id, id));
  if (!row) throw new Problem("not-found", "no-such-release", "There is no release with this id.");
  return { publishedAt: row.publishedAt, release: row.body as Release };
}
