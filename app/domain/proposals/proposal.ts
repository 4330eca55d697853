import type { Stream } from "../audit/stream-words";
import type { Day } from "../shared/day";
import { Problem } from "../shared/problem";

/** What one officer proposes and another decides, as a page names it. */
export const PROPOSALS = {
  "end-agreement": "End an agreement",
  waiver: "Waive a standard",
  "withdraw-award": "Withdraw an award",
  "close-fund": "Close a fund sooner",
  "bind-allocations": "Change whether allocations bind",
} as const;
export type ProposalKind = keyof typeof PROPOSALS;
export type ProposalState = "proposed" | "approved" | "declined" | "withdrawn";

export interface EndTerms {
  agreementId: string;
  version: number;
  /** For pages: as it was named when this was proposed. */
  title: string;
  lastDay: Day;
}

export interface WaiverTerms {
  standardId: string;
  solutionId: string;
  buyerCode: string | null;
  validFrom: Day;
  validTo: Day;
}

export interface WithdrawTerms {
  awardId: string;
  /** For pages: to whom and from what it was awarded. */
  organisationName: string;
  fundName: string;
}

export interface CloseFundTerms {
  fundId: string;
  /** For pages: as it was named when this was proposed. */
  fundName: string;
  opensOn: Day;
  closesOn: Day;
}

export interface BindTerms {
  fundId: string;
  fundName: string;
  bind: boolean;
}

/** What is to be done, with everything that it needs. */
export type Wish =
  | ({ kind: "end-agreement" } & EndTerms)
  | ({ kind: "waiver" } & WaiverTerms)
  | ({ kind: "withdraw-award" } & WithdrawTerms)
  | ({ kind: "close-fund" } & CloseFundTerms)
  | ({ kind: "bind-allocations" } & BindTerms);

/** The stream of what a wish is about, in whose audit it stands too. */
export function aboutOf(wish: Wish): Stream {
  if (wish.kind === "end-agreement") return `agreement:${wish.agreementId}`;
  if (wish.kind === "close-fund" || wish.kind === "bind-allocations") return `fund:${wish.fundId}`;
  return wish.kind === "withdraw-award" ? `grant:${wish.awardId}` : `solution:${wish.solutionId}`;
}

/** What somebody may do about a proposal that waits: another officer decides, whoever proposed it takes it back. */
export function mayDo(
  proposal: { state: ProposalState; proposedBy: string },
  actor: { userId: string | null; roles: readonly string[] },
): "decide" | "withdraw" | null {
  if (proposal.state !== "proposed" || actor.userId === null) return null;
  if (!actor.roles.includes("commercial_officer")) return null;
  return proposal.proposedBy === actor.userId ? "withdraw" : "decide";
}

/** Why this person cannot do that now, as a refusal to throw; null when they can. */
export function whyNot(
  proposal: { state: ProposalState; proposedBy: string },
  actor: { userId: string | null; roles: readonly string[] },
  action: "decide" | "withdraw",
): Problem | null {
  if (proposal.state !== "proposed") {
    return new Problem("conflict", "proposal-decided", {
      title: `This was ${proposal.state} already.`,
      detail: "A proposal is decided once. Propose it again if it should be done after all.",
    });
  }
  if (mayDo(proposal, actor) === action) return null;
  if (action === "withdraw") {
    return new Problem("not-allowed", "not-yours", {
      title: "Only the officer who proposed this can withdraw it.",
      detail: "You can decline it, with a reason.",
    });
  }
  const own = actor.userId !== null && actor.userId === proposal.proposedBy;
  return new Problem("not-allowed", own ? "own-proposal" : "officer-only", {
    title: own
      ? "You proposed this yourself, so another commercial officer decides."
      : "Another commercial officer decides about this.",
    detail: own ? "You can withdraw it until then." : "It takes that role.",
    rule: "The person who approves is not the one who proposed",
  });
}
