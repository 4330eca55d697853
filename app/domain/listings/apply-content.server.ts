import { isAmong, priceOfListed } from "./listed-price";
import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf, isNoneOf } from "~db/lists";
import { catalogueItem, itemCapability, itemEpic, solution } from "~db/schema/catalogue";
import { addPrices } from "~/domain/catalogue/add-prices.server";
import { endPrice } from "~/domain/catalogue/end-price.server";
import { productVersionsOf } from "~/domain/certification/product-versions/product-version-views.server";
import type { Day } from "~/domain/shared/day";
import { textsOf, type ClaimedCapability, type ListedPrice, type ListingContent } from "./content";
import { priceIdsOf } from "./content-views.server";

/**
 * Makes a stored listing say what a change says. Of its `stored` prices those that are the same stay; one that is changed or gone ends
 * on the day before `pricesFrom`, and what takes its place begins then. An order keeps the price that it was made with.
 */
export async function applyContent(
  tx: Tx,
  input: { solutionId: string; content: ListingContent; stored: readonly ListedPrice[]; pricesFrom: Day },
): Promise<void> {
  const { solutionId, content, stored, pricesFrom } = input;
  const { name, summary, capabilities, prices } = content;
  await tx.update(catalogueItem).set({ name, summary }).where(eq(catalogueItem.id, solutionId));
  const { productVersion, ...texts } = textsOf(content);
  // An edit that was begun before the product had several versions leaves the name of the first as it was.
  const versions = await productVersionsOf(tx, [solutionId]);
  await tx
    .update(solution)
    .set(versions.size > 0 ? texts : { ...texts, productVersion })
    .where(eq(solution.id, solutionId));
  await applyCapabilities(tx, solutionId, capabilities);
  for (const old of stored)
    if (!isAmong(old, prices)) await endPrice(tx, { priceId: old.id, before: pricesFrom });
  const fresh = prices.filter((one) => !isAmong(one, stored));
  const last = lastNumber(await priceIdsOf(tx, solutionId));
  await addPrices(
    tx,
    solutionId,
    fresh.map((one, index) => ({
      ...priceOfListed(one),
      id: `${solutionId}-P${last + 1 + index}`,
      costCategory: one.costCategory,
      validFrom: pricesFrom,
    })),
  );
}

/** 3 of "10045-001-P1" and "10045-001-P3", so that a new price is named after those that the solution ever had. */
const lastNumber = (ids: readonly string[]): number =>
  Math.max(0, ...ids.map((id) => Number(/-P(\d+)$/.exec(id)?.[1] ?? 0)));

/** What was assessed as failed stays on record unless it is claimed anew. */
async function applyCapabilities(
  tx: Tx,
  itemId: string,
  capabilities: readonly ClaimedCapability[],
): Promise<void> {
  const refs = capabilities.map((one) => one.ref);
  await tx.delete(itemEpic).where(and(eq(itemEpic.itemId, itemId), eq(itemEpic.result, "passed")));
  await tx
    .delete(itemCapability)
    .where(
      and(
        eq(itemCapability.itemId, itemId),
        isAnyOf(itemCapability.result, ["full", "partial"]),
        isNoneOf(itemCapability.capabilityRef, refs),
      ),
    );
  for (const { ref, result, epicIds } of capabilities) {
    await tx
      .insert(itemCapability)
      .values({ itemId, capabilityRef: ref, result })
      .onConflictDoUpdate({
        target: [itemCapability.itemId, itemCapability.capabilityRef],
        set: { result },
      });
    if (epicIds.length === 0) continue;
    await tx
      .delete(itemEpic)
      .where(
        and(eq(itemEpic.itemId, itemId), eq(itemEpic.capabilityRef, ref), isAnyOf(itemEpic.epicId, epicIds)),
      );
    await insertRows(
      tx,
      itemEpic,
      epicIds.map((epicId) => ({ itemId, capabilityRef: ref, epicId, result: "passed" })),
    );
  }
}
