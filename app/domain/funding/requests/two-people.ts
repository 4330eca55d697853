import { Problem } from "../../shared/problem";

/**
 * Whoever asked for a movement of money, or for undoing one, does not decide on it. Throws Problem
 * own-request. Throws Problem not-allowed `own-request`.
 */
export function requireSomebodyElse(request: { id: string; requestedBy: string }, userId: string | null) {
  if (userId !== null && userId !== request.requestedBy) return;
  throw new Problem("not-allowed", "own-request", {
    title:
      userId === null
        ? "A movement of money is decided by a person."
        : `You asked for ${request.id} yourself, so another commercial officer decides.`,
    detail:
      "Two people stand behind every movement of the centre’s money. You can withdraw what you asked for.",
    rule: "The person who approves is not the one who asked",
  });
}
