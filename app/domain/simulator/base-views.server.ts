import { and, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem } from "~db/schema/catalogue";
import { order } from "~db/schema/orders";
import { shortlist, shortlistItem } from "~db/schema/shortlists";
import { neededServices } from "~/domain/catalogue/need-cost";
import type { ListPrice } from "~/domain/catalogue/listing";
import { pricesOf } from "~/domain/catalogue/price-views.server";
import { servicePricesFor } from "~/domain/catalogue/service-price-views.server";
import type { Actor } from "~/domain/audit/event";
import { usualNature } from "~/domain/who-pays/cost";
import { orderView } from "~/domain/orders/order-views.server";
import { bestOffer } from "~/domain/pricing/best-offer";
import { readQuantities } from "~/domain/shortlists/shortlist";
import { shortlistView } from "~/domain/shortlists/shortlist-views.server";
import { dayOf, type Day } from "~/domain/shared/day";
import { keysetList, numberKeys, type List } from "~/domain/shared/keyset.server";
import { Problem } from "~/domain/shared/problem";
import { NO_OVERRIDES, type BaseKind, type BasketLine, type ScenarioInput } from "./scenario";

export type Base =
  | { kind: "order"; orderId: string }
  | { kind: "shortlist"; shortlistId: string; solutionId: string }
  | { kind: "invented" };

export interface StartingPoint {
  baseKind: BaseKind;
  baseRef: string | null;
  title: string;
  /** Null for an invented basket. */
  baseInput: ScenarioInput | null;
  input: ScenarioInput;
}

interface Asked {
  actor: Actor;
  today: Day;
}

function notReady(title: string, detail: string, href: string): Problem {
  const next = { label: "Open it", href };
  return new Problem("rule-broken", "base-not-ready", { title, detail, next });
}

/** An order that the person may see, as it stands: its kept prices, and the agreement version it was split by. */
async function fromOrder(q: Queryable, orderId: string, { actor, today }: Asked): Promise<StartingPoint> {
  const seen = await orderView(q, { id: orderId, actor, on: today });
  const { startsOn, termMonths, items } = seen;
  if (!startsOn || !termMonths || items.length === 0) {
    throw notReady(
      `Order ${orderId} has no dates or items yet.`,
      "A simulation starts from what would be bought, and when. Fill these in first, or start from an invented basket.",
      `/buying/orders/${orderId}`,
    );
  }
  const [row] = await q
    .select({ lotId: order.lotId, agreementId: order.agreementId, version: order.agreementVersion })
    .from(order)
    .where(eq(order.id, orderId));
  const { lotId, agreementId, version } = row!;
  const basket = items.map((item, index): BasketLine => {
    const { name, itemId, costCategory, nature, price, agreed, quantities } = item;
    return {
      kind: "priced",
      id: `L${index + 1}`,
      name,
      itemId,
      costCategory,
      nature,
      price,
      agreed,
      quantities,
    };
  });
  const input: ScenarioInput = {
    buyerCode: seen.buyerCode,
    lotId,
    startsOn,
    termMonths,
    orderDate: seen.submittedAt ? dayOf(seen.submittedAt) : today,
    basket,
    facts: NO_OVERRIDES,
    rules: agreementId && version !== null ? { kind: "version", agreementId, version } : { kind: "in-force" },
  };
  return { baseKind: "order", baseRef: orderId, title: `Change to ${seen.title}`, baseInput: input, input };
}

/** A line of something at its list price, all of it used by the buyer. */
function listedLine(
  buyerCode: string,
  { name, price: listed, quantity }: { name: string; price: ListPrice; quantity: bigint },
  index: number,
): BasketLine {
  const { itemId, costCategory, validFrom: _from, validTo: _to, ...price } = listed;
  return {
    kind: "priced",
    id: `L${index + 1}`,
    name,
    itemId,
    costCategory,
    nature: usualNature(costCategory),
    price,
    agreed: null,
    quantities: [{ organisationCode: buyerCode, quantity }],
  };
}

/**
 * A solution on a shortlist of the person's organisation with the services of the need, at the prices on which they are
 * compared. A service without a price is a refusal, as in the comparison: a total without it would read too low.
 */
async function fromShortlist(
  q: Queryable,
  base: { shortlistId: string; solutionId: string },
  { actor, today }: Asked,
): Promise<StartingPoint> {
  const { shortlistId, solutionId } = base;
  const list = await shortlistView(q, { id: shortlistId, actor });
  const [item] = await q
    .select({ id: catalogueItem.id, name: catalogueItem.name })
    .from(shortlistItem)
    .innerJoin(catalogueItem, eq(catalogueItem.id, shortlistItem.solutionId))
    .where(and(eq(shortlistItem.shortlistId, shortlistId), eq(shortlistItem.solutionId, solutionId)));
  const href = `/buying/shortlists/${shortlistId}`;
  if (!item)
    throw notReady("This solution is not on the shortlist any more.", "Choose one that is on it.", href);
  const quantities = readQuantities(list.quantities);
  const [prices, servicePrices] = await Promise.all([
    pricesOf(q, [solutionId], today),
    servicePricesFor(q, { solutionIds: [solutionId], quantities, on: today }),
  ]);
  const offer = bestOffer(item.name, prices, quantities, list.termMonths);
  if (offer.price === null)
    throw notReady(`${item.name} has no price to work with yet.`, offer.missing, href);
  const offered = servicePrices.get(solutionId) ?? [];
  const needed = neededServices(item.name, offered, quantities, list.termMonths);
  if (needed.missing !== null)
    throw notReady(`${item.name} has no price yet for a service that you need.`, needed.missing, href);
  const buyerCode = actor.organisationCode!;
  const input: ScenarioInput = {
    buyerCode,
    lotId: list.lotId,
    startsOn: list.startsOn,
    termMonths: list.termMonths,
    orderDate: today,
    basket: [{ name: item.name, price: offer.price, quantity: offer.quantity }, ...needed.services].map(
      (line, index) => listedLine(buyerCode, line, index),
    ),
    facts: NO_OVERRIDES,
    rules: { kind: "in-force" },
  };
  const baseRef = `${shortlistId}:${solutionId}`;
  return { baseKind: "shortlist", baseRef, title: `${item.name} for ${list.name}`, baseInput: input, input };
}

const INVENTED_TERM_MONTHS = 36;

/**
 * Reads what a scenario starts from, as the person may see it. Throws not-found, or what is missing to work
 * it out. Codes: rule-broken `base-not-ready`.
 */
export async function startingPoint(q: Queryable, base: Base, asked: Asked): Promise<StartingPoint> {
  if (base.kind === "order") return fromOrder(q, base.orderId, asked);
  if (base.kind === "shortlist") return fromShortlist(q, base, asked);
  const input: ScenarioInput = {
    buyerCode: asked.actor.organisationCode!,
    lotId: null,
    startsOn: asked.today,
    termMonths: INVENTED_TERM_MONTHS,
    orderDate: asked.today,
    basket: [],
    facts: NO_OVERRIDES,
    rules: { kind: "in-force" },
  };
  return { baseKind: "invented", baseRef: null, title: "An invented purchase", baseInput: null, input };
}

export interface ShortlistedSolution {
  shortlistId: string;
  shortlistName: string;
  solutionId: string;
  solutionName: string;
}

/** The solutions on shortlists of an organisation, to start from, the latest shortlist first. */
export function shortlistedSolutions(q: Queryable, organisationCode: string): List<ShortlistedSolution> {
  const keys = [...numberKeys(shortlist.id), ...numberKeys(catalogueItem.id)];
  return keysetList<ShortlistedSolution>(q, { keys, descending: true }, (columns, past) =>
    q
      .select({
        shortlistId: shortlist.id,
        shortlistName: shortlist.name,
        solutionId: catalogueItem.id,
        solutionName: catalogueItem.name,
        ...columns,
      })
      .from(shortlistItem)
      .innerJoin(shortlist, eq(shortlist.id, shortlistItem.shortlistId))
      .innerJoin(catalogueItem, eq(catalogueItem.id, shortlistItem.solutionId))
      .where(
        and(
          eq(shortlist.organisationCode, organisationCode),
          isAnyOf(shortlist.state, ["open", "locked", "awarded"]),
          past,
        ),
      ),
  );
}
