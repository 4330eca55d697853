import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { ocdsRelease } from "~db/schema/contracts";
import { canonicalJson, SYSTEM, type Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { publishableOrder } from "./publishable-order.server";
import { buildRelease, ocidOfOrder, type Release, type ReleaseBody } from "./release";

/** Held from the insert to the commit: releases become visible in the order of their numbers, so a reader misses none. */
const FEED_LOCK = 4_206_004;

/** What a release says, without its frame: two that agree in it say the same. */
function bodyOf({ ocid: _ocid, id: _id, date: _date, tag: _tag, ...body }: Release): ReleaseBody {
  return body;
}

/**
 * Publishes an order as it stands as a new OCDS release, or nothing when the last release already says all of
 * it; so a repeated job has one effect. Returns the id of the release that now speaks for the order. Throws
 * Problem conflict `order-not-signed`.
 */
export async function publishOrder(
  tx: Tx,
  input: { orderId: string; at: Date; actor?: Actor },
): Promise<string> {
  const { orderId, at, actor = SYSTEM } = input;
  const ocid = ocidOfOrder(orderId);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${ocid}, 0))`);
  const facts = await publishableOrder(tx, orderId);
  const [last] = await tx
    .select({
      id: ocdsRelease.id,
      body: ocdsRelease.body,
      releases: sql<number>`(count(*) over ())::int`,
    })
    .from(ocdsRelease)
    .where(eq(ocdsRelease.ocid, ocid))
    .orderBy(sql`${ocdsRelease.sequence} desc`)
    .limit(1);
  const before = last?.releases ?? 0;
  const said = last ? bodyOf(last.body as Release) : null;
  const release = buildRelease(facts, { number: before + 1, last: said, at });
  if (last && canonicalJson(said) === canonicalJson(bodyOf(release))) return last.id;
  await recordEvent(tx, {
    stream: `order:${orderId}`,
    action: "order.published",
    summary: `Published release ${release.id}`,
    actor,
    at,
    after: { releaseId: release.id, tags: release.tag },
  });
  // Last, because every other publication waits from here until the commit.
  await tx.execute(sql`select pg_advisory_xact_lock(${FEED_LOCK})`);
  await tx
    .insert(ocdsRelease)
    .values({ id: release.id, ocid, tags: release.tag, orderId, body: release, publishedAt: at });
  return release.id;
}
