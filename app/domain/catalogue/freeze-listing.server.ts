import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { listingVersion } from "~db/schema/catalogue";
import { canonicalJson } from "~/domain/events/event";
import type { Day } from "~/domain/shared/day";
import { solutionView } from "./solution-views.server";

/** Everything a listing says on a day, as plain data: bigints as text. */
async function snapshotOf(tx: Tx, solutionId: string, on: Day): Promise<unknown> {
  const { versions: _versions, ...listing } = await solutionView(tx, solutionId, on);
  return JSON.parse(canonicalJson(listing));
}

/**
 * Returns the number of the immutable version that says what the listing says on this day, and writes that version
 * first when the last one says something else.
 */
export async function freezeListing(
  tx: Tx,
  input: { solutionId: string; at: Date; today: Day; publishedBy?: string | null },
): Promise<number> {
  const { solutionId, at, today } = input;
  const [last] = await tx
    .select()
    .from(listingVersion)
    .where(and(eq(listingVersion.solutionId, solutionId)))
    .orderBy(desc(listingVersion.version))
    .limit(1);
  const snapshot = await snapshotOf(tx, solutionId, today);
  if (last && canonicalJson(last.snapshot) === canonicalJson(snapshot)) return last.version;
  const version = (last?.version ?? 0) + 1;
  await tx
    .insert(listingVersion)
    .values({ solutionId, version, snapshot, publishedAt: at, publishedBy: input.publishedBy ?? null });
  return version;
}
