import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem } from "~db/schema/catalogue";
import { freezeListing } from "~/domain/catalogue/freeze-listing.server";
import type { Day } from "~/domain/shared/day";

/** The listings of these solutions as new versions, where a service of another listing changed what they show. */
export async function freezeOthers(
  tx: Tx,
  input: {
    solutionIds: readonly string[];
    exceptId: string;
    at: Date;
    today: Day;
    publishedBy: string | null;
  },
): Promise<void> {
  const { solutionIds, exceptId, ...frozen } = input;
  const rows = await tx
    .select({ id: catalogueItem.id })
    .from(catalogueItem)
    .where(
      and(
        isAnyOf(catalogueItem.id, solutionIds),
        eq(catalogueItem.state, "published"),
        ne(catalogueItem.id, exceptId),
      ),
    )
    .orderBy(catalogueItem.id);
  for (const { id } of rows) await freezeListing(tx, { solutionId: id, ...frozen });
}
