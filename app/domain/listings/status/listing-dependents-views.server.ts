import { and, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber } from "~db/number-order";
import { order } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { shortlist, shortlistItem } from "~db/schema/shortlists";
import type { OrderState } from "~/domain/orders/order";
import { lastDayOf } from "~/domain/pricing/quote-by-period";
import type { ListingDependents } from "./dependents";

const RUNNING = [
  "in_progress",
  "awaiting_approval",
  "awaiting_signature",
  "live",
] as const satisfies readonly OrderState[];

/** What of all buyers rests on a solution: the page which names who will be told and the mails read the same list. */
export async function listingDependents(q: Queryable, solutionId: string): Promise<ListingDependents> {
  const [orders, shortlists] = await Promise.all([
    q
      .select({
        id: order.id,
        title: order.title,
        state: order.state,
        startsOn: order.startsOn,
        termMonths: order.termMonths,
        buyerCode: order.buyerCode,
        buyerName: organisation.name,
      })
      .from(order)
      .innerJoin(organisation, eq(organisation.code, order.buyerCode))
      .where(and(eq(order.solutionId, solutionId), isAnyOf(order.state, RUNNING)))
      .orderBy(byNumber(order.id)),
    q
      .select({
        id: shortlist.id,
        name: shortlist.name,
        buyerCode: organisation.code,
        buyerName: organisation.name,
      })
      .from(shortlistItem)
      .innerJoin(shortlist, eq(shortlist.id, shortlistItem.shortlistId))
      .innerJoin(organisation, eq(organisation.code, shortlist.organisationCode))
      .where(and(eq(shortlistItem.solutionId, solutionId), isAnyOf(shortlist.state, ["open", "locked"])))
      .orderBy(byNumber(shortlist.id)),
  ]);
  const ending = orders.map(({ startsOn, termMonths, ...one }) => ({
    ...one,
    endsOn: startsOn && termMonths ? lastDayOf(startsOn, termMonths) : null,
  }));
  return {
    live: ending.filter(({ state }) => state === "live"),
    drafts: ending.filter(({ state }) => state !== "live"),
    shortlists,
  };
}
