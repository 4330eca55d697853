import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fundTransfer } from "~db/schema/fund-changes";
import { user } from "~db/schema/people";
import type { Actor } from "~/domain/audit/event";
import { Problem } from "../../shared/problem";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";

const WORDS: Record<string, string> = { approved: "approved", declined: "declined", withdrawn: "withdrawn" };

/**
 * A transfer that still waits, locked until the transaction ends, with who asked for it. Throws Problem
 * not-found `no-such-transfer`, conflict `transfer-decided`, not-allowed `funding-officer-only`.
 */
export async function lockTransfer(
  tx: Tx,
  input: { transferId: string; actor: Actor },
): Promise<typeof fundTransfer.$inferSelect & { requester: { name: string; email: string } }> {
  requireFundingOfficer(input.actor);
  const [row] = await tx
    .select({ transfer: fundTransfer, name: user.name, email: user.email })
    .from(fundTransfer)
    .innerJoin(user, eq(user.id, fundTransfer.requestedBy))
    .where(eq(fundTransfer.id, input.transferId))
    .for("update", { of: fundTransfer });
  if (!row) {
    throw new Problem("not-found", "no-such-transfer", `There is no transfer ${input.transferId}.`);
  }
  if (row.transfer.state !== "requested") {
    throw new Problem("conflict", "transfer-decided", {
      title: `${row.transfer.id} was ${WORDS[row.transfer.state]} already.`,
      detail: "A transfer is decided once. Ask for a new one if money should move again.",
    });
  }
  return { ...row.transfer, requester: { name: row.name, email: row.email } };
}
