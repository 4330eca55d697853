import type { Queryable } from "~db";
import type { MemberActor } from "~/domain/people/role";
import { compareShortlist } from "~/domain/shortlists/comparison-views.server";
import { routeDecision } from "~/domain/shortlists/route-views.server";
import type { Day } from "~/domain/shared/day";

/** Which routes are open today for a locked shortlist, and what stands between its choice and a direct award. */
export async function shownRoute(q: Queryable, input: { id: string; actor: MemberActor; today: Day }) {
  const comparison = await compareShortlist(q, input);
  const decision = await routeDecision(q, {
    comparison,
    buyerCode: input.actor.organisationCode,
    today: input.today,
  });
  const chosen = comparison.solutions.find((each) => each.solutionId === decision.chosenSolutionId);
  const direct = decision.routes.find((answer) => answer.route === "direct_award");
  const inTheWay: string[] = [];
  if (chosen?.verdict.outcome === "not-compliant") {
    for (const line of chosen.verdict.lines.filter(({ outcome }) => outcome === "not-met")) {
      inTheWay.push(`${line.text} ${line.remedy ?? ""}`.trim());
    }
  }
  if (direct && !direct.open) {
    for (const reason of direct.reasons.filter(({ effect }) => effect === "closes")) {
      inTheWay.push(`${reason.text} (${[reason.reference, reason.ruleId].filter(Boolean).join(", ")})`);
    }
  }
  const winner = decision.mechanism?.winner ?? null;
  const namesAnother =
    decision.mechanism !== null && chosen !== undefined && winner?.solutionId !== chosen.solutionId;
  return {
    decision,
    inTheWay,
    namesAnother,
    winnerName:
      decision.mechanism?.considered.find((each) => each.solutionId === winner?.solutionId)?.solutionName ??
      null,
    chosen: chosen ? { id: chosen.solutionId, name: chosen.name, supplierName: chosen.supplierName } : null,
    mayAward: chosen !== undefined && direct?.open === true && inTheWay.length === 0 && !namesAnother,
    competitionOpen: decision.routes.some(({ route, open }) => route === "further_competition" && open),
  };
}
