import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf, isNoneOf } from "~db/lists";
import { catalogueItem, itemCapability, itemEpic, solution } from "~db/schema/catalogue";
import type { Actor } from "~/domain/audit/event";
import { productVersionsOf } from "~/domain/certification/product-versions/product-version-views.server";
import type { Day } from "~/domain/shared/day";
import { applyPrices } from "./apply-prices.server";
import { applyServices } from "./services/apply-services.server";
import { textsOf, type ClaimedCapability, type ListingContent } from "./content";

/**
 * Makes a stored listing say what a change says: its words, what it claims, its prices and its services. Where prices change, the new
 * ones begin on `pricesFrom`. Answers the other solutions whose listings show a service of this one.
 */
export async function applyContent(
  tx: Tx,
  input: {
    solutionId: string;
    content: ListingContent;
    stored: Pick<ListingContent, "prices" | "services">;
    pricesFrom: Day;
    actor: Actor;
    at: Date;
  },
): Promise<string[]> {
  const { solutionId, content, stored, pricesFrom, actor, at } = input;
  const { name, summary, capabilities, prices, services } = content;
  await tx.update(catalogueItem).set({ name, summary }).where(eq(catalogueItem.id, solutionId));
  const { productVersion, ...texts } = textsOf(content);
  // An edit that was begun before the product had several versions leaves the name of the first as it was.
  const versions = await productVersionsOf(tx, [solutionId]);
  await tx
    .update(solution)
    .set(versions.size > 0 ? texts : { ...texts, productVersion })
    .where(eq(solution.id, solutionId));
  await applyCapabilities(tx, solutionId, capabilities);
  await applyPrices(tx, { itemId: solutionId, prices, stored: stored.prices, pricesFrom });
  return applyServices(tx, { solutionId, name, services, stored: stored.services, pricesFrom, actor, at });
}

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
