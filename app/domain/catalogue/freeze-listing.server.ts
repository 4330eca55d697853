import { desc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { listingVersion, solution } from "~db/schema/catalogue";
import { canonicalJson } from "~/domain/audit/event";
import type { Day } from "~/domain/shared/day";
import { listingView } from "./solution-views.server";

/**
 * What listings can say since they are written by suppliers. Where nothing is said it is left out: otherwise the next version of
 * every older listing would differ from the last in words that nobody wrote.
 */
const LATER: ReadonlySet<string> = new Set([
  "dataProcessing",
  "dataLocation",
  "roadmap",
  "supportEmail",
  "supportPhone",
  "supportHours",
  "interfaces",
  "successMeasures",
]);
const isEmpty = (value: unknown) =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

/**
 * Everything a listing says on a day, as plain data: bigints as text. Its state, its dates and its version's number
 * are about the listing and not in it; with them no two snapshots would be the same.
 */
async function snapshotOf(tx: Tx, solutionId: string, on: Day): Promise<unknown> {
  const {
    listingVersion: _number,
    state: _state,
    stateReason: _reason,
    stateChangedAt: _changed,
    createdAt: _created,
    supplier: { id, name, legalName, website },
    ...listing
  } = await listingView(tx, solutionId, on);
  const said = Object.entries(listing).filter(([name, value]) => !(LATER.has(name) && isEmpty(value)));
  return JSON.parse(
    canonicalJson({ ...Object.fromEntries(said), supplier: { id, name, legalName, website } }),
  );
}

/**
 * Returns the number of the immutable version that says what the listing says on this day, and writes that
 * version first when the last one says something else. Throws Problem not-found `no-such-solution`, gone
 * `solution-withdrawn`.
 */
export async function freezeListing(
  tx: Tx,
  input: { solutionId: string; at: Date; today: Day; publishedBy?: string | null },
): Promise<number> {
  const { solutionId, at, today } = input;
  const [last] = await tx
    .select()
    .from(listingVersion)
    .where(eq(listingVersion.solutionId, solutionId))
    .orderBy(desc(listingVersion.version))
    .limit(1);
  const snapshot = await snapshotOf(tx, solutionId, today);
  if (last && canonicalJson(last.snapshot) === canonicalJson(snapshot)) return last.version;
  const version = (last?.version ?? 0) + 1;
  await tx
    .insert(listingVersion)
    .values({ solutionId, version, snapshot, publishedAt: at, publishedBy: input.publishedBy ?? null });
  // Also raises the catalogue's version, so that the page's history shows the new version.
  await tx.update(solution).set({ listingVersion: version }).where(eq(solution.id, solutionId));
  return version;
}
