import { Problem } from "../shared/problem";

/** Whoever asked for a movement of money does not decide on it. Throws Problem own-request. */
export function requireSomebodyElse(transfer: { id: string; requestedBy: string }, userId: string | null) {
  if (userId !== null && userId !== transfer.requestedBy) return;
  throw new Problem("not-allowed", "own-request", {
    title:
      userId === null
        ? "A transfer between funds is decided by a person."
        : `You asked for ${transfer.id} yourself, so another commercial officer decides.`,
    detail: "Two people stand behind every movement between funds. You can withdraw what you asked for.",
    rule: "The person who approves is not the one who asked",
  });
}
