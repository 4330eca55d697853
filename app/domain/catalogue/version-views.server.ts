import { and, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem, listingVersion } from "~db/schema/catalogue";
import { Problem } from "~/domain/shared/problem";
import type { FrozenListing } from "./frozen-listing";

/** What a listing said in one of its versions. Throws Problem not-found `no-such-version`. */
export async function listingVersionView(
  q: Queryable,
  input: { solutionId: string; version: number },
): Promise<{
  version: number;
  publishedAt: Date;
  currentName: string;
  withdrawn: boolean;
  listing: FrozenListing;
}> {
  const [row] = await q
    .select({ frozen: listingVersion, name: catalogueItem.name, state: catalogueItem.state })
    .from(listingVersion)
    .innerJoin(catalogueItem, eq(catalogueItem.id, listingVersion.solutionId))
    .where(and(eq(listingVersion.solutionId, input.solutionId), eq(listingVersion.version, input.version)));
  if (!row) {
    throw new Problem("not-found", "no-such-version", {
      title: "There is no such version of this listing.",
      next: { label: "The solution today", href: `/solutions/${input.solutionId}` },
    });
  }
  return {
    version: row.frozen.version,
    publishedAt: row.frozen.publishedAt,
    currentName: row.name,
    withdrawn: row.state === "withdrawn",
    listing: row.frozen.snapshot as FrozenListing,
  };
}
