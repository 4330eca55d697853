import type { Day } from "~/domain/shared/day";
import type { MechanismCandidate } from "./mechanism";
import type { RouteCandidate } from "./route";

/** How a solution of a lot enters the lot's mechanism: its status and compliance, what the buyer found, its cost. */
export function mechanismCandidate(
  candidate: RouteCandidate & {
    admittedOn: Day | null;
    mustEpicsMet: number;
    /** A sentence for each required standard that it does not meet on the day. */
    standardsNotMet: readonly string[];
  },
  found: { on: Day; unmetNeeds: readonly string[] } & Pick<
    MechanismCandidate,
    "totalCost" | "services" | "priceProblem"
  >,
): MechanismCandidate {
  const { solutionId, solutionName, supplierId, supplierName, mustEpicsMet } = candidate;
  return {
    solutionId,
    solutionName,
    supplierId,
    supplierName,
    admittedOn: candidate.admittedOn ?? found.on,
    lotProblem:
      candidate.lotStatus === "active" && candidate.inLot
        ? null
        : (candidate.lotStatusReason ?? `${solutionName} is not offered in this lot.`),
    complianceProblem: candidate.compliant
      ? null
      : candidate.standardsNotMet.join(" ") || `${solutionName} does not meet every required standard.`,
    unmetNeeds: found.unmetNeeds,
    mustEpicsMet,
    totalCost: found.totalCost,
    services: found.services,
    priceProblem: found.priceProblem,
  };
}
