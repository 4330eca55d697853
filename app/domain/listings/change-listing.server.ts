import { MOST_CAPABILITIES, MOST_FEATURES, MOST_INTERFACES, MOST_PRICES } from "./parts";
import { priceOfListed } from "./listed-price";
import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { listingChange } from "~db/schema/listings";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireSoundPrice } from "~/domain/pricing/price";
import { productVersionsOf } from "~/domain/certification/product-versions/product-version-views.server";
import { Problem } from "~/domain/shared/problem";
import { requireFresh, requireWriting } from "./change-guards";
import type { ListedPrice, ListingContent } from "./content";
import { lockOwnChange } from "./lock-own-change.server";
import { requireFreeName } from "./require-free-name.server";

/** One part of a listing: fields as they are to be, or one price; `priceId` null adds one, `price` null takes one away. */
export type ContentChange =
  | { fields: Partial<Omit<ListingContent, "prices">> }
  | { price: Omit<ListedPrice, "id"> | null; priceId: string | null };

/**
 * Changes one part of what a supplier writes and records what was there before. `seen` is the revision that the person's page showed.
 * Throws Problem not-found `no-such-change` and `no-such-price`, conflict `not-being-written`, `stale-edit` and `name-taken`,
 * rule-broken `too-many`, `version-by-edit` and `price-contradicts-itself`, and what `lockOwnChange` throws.
 */
export async function changeListing(
  tx: Tx,
  input: {
    changeId: string;
    supplierId: string;
    seen: number;
    change: ContentChange;
    actor: Actor;
    at: Date;
  },
): Promise<void> {
  const { actor, at } = input;
  const { change } = await lockOwnChange(tx, input);
  requireWriting(change);
  requireFresh(change, input.seen);
  const content = applied(change.content, input.change);
  requireBounded(content);
  if (content.productVersion !== change.content.productVersion)
    await requireNoVersions(tx, change.solutionId);
  const changed = (Object.keys(content) as (keyof ListingContent)[]).filter(
    (name) => JSON.stringify(content[name]) !== JSON.stringify(change.content[name]),
  );
  if (changed.length === 0) return;
  if (content.name !== change.content.name) {
    await requireFreeName(tx, {
      supplierId: change.supplierId,
      name: content.name,
      exceptId: change.solutionId,
    });
  }
  await tx
    .update(listingChange)
    .set({ content, name: content.name, revision: change.revision + 1, changedAt: at })
    .where(eq(listingChange.id, change.id));
  if (change.kind === "new" && (changed.includes("name") || changed.includes("summary"))) {
    const { name, summary } = content;
    await tx.update(catalogueItem).set({ name, summary }).where(eq(catalogueItem.id, change.solutionId));
  }
  const only = (of: ListingContent) => Object.fromEntries(changed.map((name) => [name, of[name]]));
  await recordEvent(tx, {
    stream: `solution:${change.solutionId}`,
    action: "listing.change-written",
    summary: `Changed ${change.id}, ${change.kind === "new" ? "the listing" : "an edit"} of ${content.name}`,
    actor,
    at,
    before: only(change.content),
    after: only(content),
  });
}

/** A product with several versions gets another one by bringing it out, which says its class; an edit does not slip one in. */
async function requireNoVersions(tx: Tx, solutionId: string): Promise<void> {
  if ((await productVersionsOf(tx, [solutionId])).size === 0) return;
  throw new Problem("rule-broken", "version-by-edit", {
    title: "An edit does not change the version of this product.",
    detail: "It has several versions. Bring out a new one instead, which says what kind of change it is.",
    next: {
      label: "Versions of the product",
      href: `/supplying/listings/${encodeURIComponent(solutionId)}/product-versions`,
    },
  });
}

function applied(content: ListingContent, change: ContentChange): ListingContent {
  if ("fields" in change) return { ...content, ...change.fields };
  const { price, priceId } = change;
  const at = content.prices.findIndex((one) => one.id === priceId);
  if (priceId !== null && at === -1) {
    throw new Problem("not-found", "no-such-price", "The listing has no such price.");
  }
  if (price === null) return { ...content, prices: content.prices.filter((one) => one.id !== priceId) };
  const named = { ...price, id: priceId ?? freshName(content) };
  requireSoundPrice(priceOfListed(named));
  return {
    ...content,
    prices: priceId === null ? [...content.prices, named] : content.prices.with(at, named),
  };
}

/** "new-3": told apart from stored prices, which are named by their solution. */
function freshName({ prices }: ListingContent): string {
  const used = prices.map(({ id }) => Number(/^new-(\d+)$/.exec(id)?.[1] ?? 0));
  return `new-${Math.max(0, ...used) + 1}`;
}

function requireBounded(content: ListingContent): void {
  const most: [keyof ListingContent, number, string][] = [
    ["features", MOST_FEATURES, "features"],
    ["prices", MOST_PRICES, "prices"],
    ["capabilities", MOST_CAPABILITIES, "capabilities"],
    ["interfaces", MOST_INTERFACES, "interfaces"],
  ];
  for (const [name, limit, words] of most) {
    if ((content[name] as readonly unknown[]).length > limit)
      throw new Problem("rule-broken", "too-many", `A listing has at most ${limit} ${words}.`);
  }
}
