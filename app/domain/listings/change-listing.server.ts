import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { listingChange } from "~db/schema/listings";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { productVersionsOf } from "~/domain/certification/product-versions/product-version-views.server";
import { Problem } from "~/domain/shared/problem";
import { requireFresh, requireWriting } from "./change-guards";
import type { ListingContent } from "./content";
import { contentWith, requireBounded, type ContentChange } from "./content-change";
import { lockOwnChange } from "./lock-own-change.server";
import { requireFreeName } from "./require-free-name.server";
import { otherSolutions } from "./services/service-views.server";

/**
 * Changes one part of what a supplier writes and records what was there before. `seen` is the revision that the person's page showed.
 * Throws Problem not-found `no-such-change`, `no-such-price` and `no-such-service`, conflict `not-being-written`, `stale-edit`, `name-taken`
 * and `service-name-taken`, rule-broken `too-many`, `version-by-edit`, `not-own-solution` and `price-contradicts-itself`, and what `lockOwnChange` throws.
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
  const content = contentWith(change.content, input.change);
  requireBounded(content);
  if (content.productVersion !== change.content.productVersion)
    await requireNoVersions(tx, change.solutionId);
  const changed = (Object.keys(content) as (keyof ListingContent)[]).filter(
    (name) => JSON.stringify(content[name]) !== JSON.stringify(change.content[name]),
  );
  if (changed.length === 0) return;
  if (changed.includes("services")) await requireOwnSolutions(tx, change, content);
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

/** An associated service is offered with solutions of its own supplier that are in the catalogue. Throws Problem rule-broken `not-own-solution`. */
async function requireOwnSolutions(
  tx: Tx,
  { supplierId, solutionId }: { supplierId: string; solutionId: string },
  { services }: ListingContent,
): Promise<void> {
  const asked = services.flatMap(({ alsoWith }) => alsoWith);
  if (asked.length === 0) return;
  const own = await otherSolutions(tx, { supplierId, exceptId: solutionId });
  const other = asked.find(({ id }) => !own.some((one) => one.id === id));
  if (!other) return;
  throw new Problem("rule-broken", "not-own-solution", {
    title: `${other.name} is none of your solutions in the catalogue.`,
    detail: "An associated service is offered with your own solutions. Choose among those that are listed.",
  });
}
