import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { user } from "~db/schema/people";
import { officerProposal } from "~db/schema/proposals";
import type { Stream } from "../audit/stream-words";
import { Problem } from "../shared/problem";
import type { ProposalKind, ProposalState, Wish } from "./proposal";

/** The refusal for a proposal that is not there. */
export const noSuchProposal = () =>
  new Problem("not-found", "no-such-proposal", "There is no such proposal.");

/** A proposal, locked until the transaction ends, with who made it. Throws Problem not-found `no-such-proposal`. */
export async function lockProposal(tx: Tx, proposalId: string) {
  const [found] = await tx
    .select({ row: officerProposal, name: user.name, email: user.email })
    .from(officerProposal)
    .innerJoin(user, eq(user.id, officerProposal.proposedBy))
    .where(eq(officerProposal.id, proposalId))
    .for("update", { of: officerProposal });
  if (!found) throw noSuchProposal();
  const { row, name, email } = found;
  return {
    row: {
      ...row,
      kind: row.kind as ProposalKind,
      state: row.state as ProposalState,
      about: row.about as Stream,
    },
    wish: { kind: row.kind, ...(row.terms as object) } as Wish,
    proposer: { name, email },
  };
}
