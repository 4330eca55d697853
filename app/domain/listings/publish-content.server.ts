import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { listingChange } from "~db/schema/listings";
import { freezeListing } from "~/domain/catalogue/freeze-listing.server";
import { publishListing } from "~/domain/catalogue/publish-listing.server";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { announcePrices } from "./announce-prices.server";
import { freezeOthers } from "./services/freeze-others.server";
import { applyContent } from "./apply-content.server";
import { NOT_ENDED } from "./review/ended-review";
import type { ListingContent } from "./content";
import { storedContent } from "./content-views.server";
import type { LockedChange } from "./lock-own-change.server";
import { priceMaterials } from "./material";
import { noticeOf } from "./notice-views.server";
import { changesPrices, firstDayOfPrices } from "./price-notice";

/**
 * Makes the listing say what a change says, as an immutable version. With `gate` the solution must meet every standard that binds what
 * the change claims; without, words change of what is public already. Buyers with drafts and live orders are told of changed prices, and
 * a higher one begins when the notice is over, however late it is published. Answers the version. Throws Problem rule-broken `not-compliant`,
 * conflict `wrong-state`, gone `solution-withdrawn`, not-found `no-such-item`, `solution-not-found` and `no-such-solution`.
 */
export async function publishContent(
  tx: Tx,
  input: {
    change: LockedChange;
    decidedBy: string;
    gate: boolean;
    actor: Actor;
    at: Date;
    today: Day;
  },
): Promise<number> {
  const { change, decidedBy, gate, actor, at, today } = input;
  const { solutionId, content } = change;
  const stored = await storedContent(tx, solutionId);
  const before = change.kind === "edit" ? (stored ?? null) : null;
  const terms = await noticeOf(tx, solutionId, today);
  const from = before ? firstDayOfPrices({ before, after: content, terms, today }) : today;
  const others = await applyContent(tx, {
    solutionId,
    content,
    stored: stored ?? { prices: [], services: [] },
    pricesFrom: from,
    actor,
    at,
  });
  const published = gate ? await publishListing(tx, { id: solutionId, actor, at, today }) : null;
  const version =
    published ?? (await freezeListing(tx, { solutionId, at, today, publishedBy: actor.userId }));
  await freezeOthers(tx, {
    solutionIds: others,
    exceptId: solutionId,
    at,
    today,
    publishedBy: actor.userId,
  });
  await tx
    .update(listingChange)
    .set({
      state: "published",
      before,
      decidedBy,
      decidedAt: at,
      changedAt: at,
      publishedVersion: version,
      ...NOT_ENDED,
    })
    .where(eq(listingChange.id, change.id));
  await recordEvent(tx, {
    stream: `solution:${solutionId}`,
    action: "listing.change-published",
    summary: `Published ${change.id} as version ${version} of ${content.name}`,
    actor,
    at,
    before: { state: change.state },
    after: { state: "published", version, reviewed: gate, pricesFrom: from },
  });
  if (before && changesPrices(before, content)) {
    const raised = priceMaterials(before, content).length > 0;
    const { name } = content;
    const otherIds = sharedPrices(before, content);
    await announcePrices(tx, { solutionId, otherIds, name, supplierId: change.supplierId, from, raised });
  }
  return version;
}

/** The other solutions with which a service is offered whose prices change. */
function sharedPrices(before: ListingContent, after: ListingContent): string[] {
  const pricesOf = (content: ListingContent, id: string) =>
    JSON.stringify(content.services.find((one) => one.id === id)?.prices ?? []);
  const shared = [...before.services, ...after.services].filter(
    ({ id }) => pricesOf(before, id) !== pricesOf(after, id),
  );
  return [...new Set(shared.flatMap(({ alsoWith }) => alsoWith.map(({ id }) => id)))].sort();
}
