import { queryText } from "~/web/lists/as-at-query";

/** Where a supplier mends something: the returned claim itself, or a new claim with standard and holder filled in. */
export function claimAddress(need: {
  standardId: string;
  solutionId: string | null;
  claimId: string | null;
}): string {
  if (need.claimId !== null) return `/supplying/certification/claims/${need.claimId}`;
  const query = { standard: need.standardId, solution: need.solutionId ?? undefined };
  return `/supplying/certification/claim${queryText(query)}`;
}
