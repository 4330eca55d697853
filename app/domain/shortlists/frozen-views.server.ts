import { asc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { shortlistItem } from "~db/schema/shortlists";
import type { Day } from "~/domain/shared/day";
import type { ComparedSolution } from "./comparison";
import { readEvidence } from "./evidence";

/** The solutions of a locked shortlist as they were compared on the day of the lock, with the choice made since. */
export async function frozenSolutions(
  q: Queryable,
  shortlistId: string,
): Promise<{ on: Day; solutions: ComparedSolution[] } | null> {
  const rows = await q
    .select()
    .from(shortlistItem)
    .where(eq(shortlistItem.shortlistId, shortlistId))
    .orderBy(asc(shortlistItem.addedAt), asc(shortlistItem.solutionId));
  const [first] = rows;
  if (!first || rows.some((row) => row.lockedEvidence === null)) return null;
  return {
    on: readEvidence(first.lockedEvidence).on,
    solutions: rows.map((row) => ({
      ...readEvidence(row.lockedEvidence).compared,
      chosen: row.chosen,
      exclusionReason: row.exclusionReason,
      unmetNeed: row.unmetNeed,
    })),
  };
}
