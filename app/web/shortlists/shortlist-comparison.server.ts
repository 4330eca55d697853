import type { Queryable } from "~db";
import type { MemberActor } from "~/domain/people/role";
import { changesSince } from "~/domain/shortlists/changes";
import type { Comparison } from "~/domain/shortlists/comparison";
import { compareShortlist } from "~/domain/shortlists/comparison-views.server";
import { frozenSolutions } from "~/domain/shortlists/frozen-views.server";
import { organisationNames } from "~/domain/shortlists/shortlist-views.server";
import type { Day } from "~/domain/shared/day";

/**
 * The comparison that a shortlist's pages show: today's while it is open, the kept one from the lock on, with what has
 * changed since. Payers are named.
 */
export async function shownComparison(
  q: Queryable,
  input: { id: string; actor: Pick<MemberActor, "organisationCode">; today: Day },
) {
  const now = await compareShortlist(q, input);
  const frozen = now.lockedAt === null ? null : await frozenSolutions(q, input.id);
  const comparison: Comparison = frozen ? { ...now, solutions: frozen.solutions } : now;
  const payers = comparison.solutions.flatMap(({ payers: each }) => each.map(({ payerCode }) => payerCode));
  return {
    comparison,
    asAt: frozen?.on ?? input.today,
    isFrozen: frozen !== null,
    // An award was made by what held on its own day; later changes are the contract's business.
    changes: frozen && now.state === "locked" ? changesSince(frozen.solutions, now.solutions) : [],
    names: await organisationNames(q, payers),
  };
}
