import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { award, shortlist } from "~db/schema/shortlists";
import { requireCompliant } from "~/domain/certification/require-compliant.server";
import { canonicalJson, type Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireNamedByMechanism } from "~/domain/frameworks/mechanism";
import { storeCompared, type Compared } from "~/domain/orders/draft/compared";
import { createOrder } from "~/domain/orders/draft/create-order.server";
import { requireActive } from "~/domain/organisations/require-active.server";
import type { NeededServices, NeedTotal } from "~/domain/catalogue/need-cost";
import type { ListPrice } from "~/domain/catalogue/listing";
import type { Offer } from "~/domain/pricing/best-offer";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import type { Comparison } from "./comparison";
import { compareShortlist } from "./comparison-views.server";
import { lockShortlistFor } from "./load-shortlist.server";
import { routeDecision, type RouteDecision } from "./route-views.server";

function requireChosen(
  decision: RouteDecision,
): asserts decision is RouteDecision & { chosenSolutionId: string } {
  if (decision.chosenSolutionId !== null) return;
  throw new Problem("rule-broken", "nothing-chosen", {
    title: "Choose a solution and give a reason for each of the others before you award.",
  });
}

function requireOpen(decision: RouteDecision): void {
  const direct = decision.routes.find((route) => route.route === "direct_award");
  if (direct?.open) return;
  const closing = direct?.reasons.filter((reason) => reason.effect === "closes") ?? [];
  throw new Problem(
    "rule-broken",
    "route-closed",
    {
      title: "A direct award is closed for this purchase.",
      detail: closing.map((reason) => reason.text).join(" "),
      rule: closing.map((reason) => `${reason.ruleId} ${reason.reference}`.trim()).join("; "),
    },
    { reasons: closing },
  );
}

/** What the order will be held against: the list price that was compared, for how many and how long, and the whole sum. */
function comparedOf(
  offer: Extract<Offer<ListPrice>, { missing: null }>,
  needed: NeededServices,
  { net, gross }: NeedTotal,
  comparison: Comparison,
  on: Day,
): Compared {
  const { itemId: _item, costCategory: _category, validFrom: _from, validTo: _to, ...price } = offer.price;
  const { termMonths, storedQuantities: quantities } = comparison;
  const services = Object.fromEntries(
    needed.services.map((each) => [each.price.costCategory, each.quote.net]),
  );
  return { on, price, quantity: offer.quantity, quantities, termMonths, net, gross, services };
}

/**
 * Awards a locked shortlist directly to its chosen solution and opens the order, in one transaction and once.
 * The route must be open today, the lot's mechanism must name the solution, and the solution must meet its
 * standards; the inputs, the ranking and the tie-break are kept as evidence (Procurement Act 2023
 * s.45(4)(b)). Returns the order's id. Throws Problem rule-broken `nothing-chosen` and `route-closed`, and
 * what its guards throw.
 */
export async function awardDirect(
  tx: Tx,
  input: { id: string; actor: Actor; at: Date; today: Day },
): Promise<{ orderId: string }> {
  const { id, actor, at, today } = input;
  const row = await lockShortlistFor(tx, { id, action: "award", actor });
  const buyer = await requireActive(tx, row.organisationCode, today);
  const comparison = await compareShortlist(tx, { id, actor, today });
  const decision = await routeDecision(tx, { comparison, buyerCode: buyer.code, today });
  requireChosen(decision);
  const { chosenSolutionId: solutionId, valueIncVat, routes, mechanism } = decision;
  const lotId = row.lotId!;
  // Before the route, which a lapsed certificate closes as well: this refusal says which one and who can mend it.
  await requireCompliant(tx, {
    solutionId,
    lotId,
    buyerKind: buyer.kind,
    buyerCode: buyer.code,
    on: today,
    action: "award this purchase",
    verdict: comparison.solutions.find((each) => each.solutionId === solutionId)?.verdict,
  });
  requireOpen(decision);
  if (mechanism) requireNamedByMechanism(mechanism, solutionId);
  const { offer, needed, total } = comparison.solutions.find((each) => each.solutionId === solutionId)!;
  const [made] = await tx
    .insert(award)
    .values({
      shortlistId: id,
      solutionId,
      lotId,
      route: "direct_award",
      estimatedValue: valueIncVat,
      routeCheck: JSON.parse(canonicalJson(routes)),
      mechanism: JSON.parse(canonicalJson(mechanism ?? { text: "The lot has a single active supplier." })),
      compared:
        offer.price === null ? null : storeCompared(comparedOf(offer, needed, total, comparison, today)),
      awardedBy: actor.userId!,
      awardedAt: at,
    })
    .returning({ id: award.id });
  await tx.update(shortlist).set({ state: row.nextState }).where(eq(shortlist.id, id));
  await recordEvent(tx, {
    stream: `shortlist:${id}`,
    action: "shortlist.awarded",
    summary: `Awarded directly to ${solutionId}`,
    actor,
    at,
    before: { state: row.state },
    after: { state: row.nextState, solutionId, lotId, valueIncVat },
  });
  return createOrder(tx, {
    actor,
    at,
    today,
    award: { id: made!.id, solutionId, lotId },
    buyerCode: row.organisationCode,
    title: row.name,
    offer: offer.price === null ? null : { priceId: offer.price.id, quantity: offer.quantity },
    services: needed.services.map(({ price, quantity }) => ({
      itemId: price.itemId,
      priceId: price.id,
      quantity,
    })),
    startsOn: row.startsOn,
    termMonths: row.termMonths,
  });
}
