import type { Queryable } from "~db";
import { solutionView } from "~/domain/catalogue/solution-views.server";
import { OWN_LOTS, verdictsFor } from "~/domain/certification/verdict-views.server";
import { Problem } from "~/domain/shared/problem";
import type { Day } from "~/domain/shared/day";
import { catalogueOf, catalogueVersion } from "./catalogue-cache.server";

/** product.md, section 5: compare 2 to 8 side by side. */
export const MOST_COMPARED = 8;

/** The listings that the public compares. Throws not-found or gone for one that is not there, rule-broken for over eight. */
export async function comparedListings(q: Queryable, ids: readonly string[], today: Day) {
  if (ids.length > MOST_COMPARED) {
    throw new Problem("rule-broken", "too-many-compared", {
      title: `You can compare up to ${MOST_COMPARED} solutions`,
      detail: `You chose ${ids.length}. Go back and choose fewer.`,
      next: { label: "Search the catalogue", href: "/solutions" },
    });
  }
  const catalogue = await catalogueOf(q, await catalogueVersion(q), today);
  const [solutions, verdicts] = await Promise.all([
    Promise.all(ids.map((id) => solutionView(q, id, today))),
    verdictsFor(q, { solutionIds: ids, lotId: OWN_LOTS, buyerKind: null, on: today }),
  ]);
  return solutions.map((solution) => ({
    solution,
    verdict: verdicts.get(solution.id)!,
    entry: catalogue.byId.get(solution.id) ?? null,
  }));
}
