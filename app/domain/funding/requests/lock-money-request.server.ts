import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { moneyRequest } from "~db/schema/fund-changes";
import { user } from "~db/schema/people";
import type { Actor } from "~/domain/audit/event";
import { Problem } from "../../shared/problem";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";

/**
 * A request that still waits, locked until the transaction ends, with who asked. Throws a Problem otherwise.
 * Throws Problem not-found `no-such-request`, conflict `request-decided`, not-allowed `funding-officer-only`.
 */
export async function lockMoneyRequest(
  tx: Tx,
  input: { requestId: string; actor: Actor },
): Promise<typeof moneyRequest.$inferSelect & { requester: { name: string; email: string } }> {
  requireFundingOfficer(input.actor);
  const [row] = await tx
    .select({ request: moneyRequest, name: user.name, email: user.email })
    .from(moneyRequest)
    .innerJoin(user, eq(user.id, moneyRequest.requestedBy))
    .where(eq(moneyRequest.id, input.requestId))
    .for("update", { of: moneyRequest });
  if (!row) {
    throw new Problem("not-found", "no-such-request", `There is no request ${input.requestId}.`);
  }
  if (row.request.state !== "requested") {
    throw new Problem("conflict", "request-decided", {
      title: `${row.request.id} was ${row.request.state} already.`,
      detail: "A request is decided once. Ask again if it should be done after all.",
    });
  }
  return { ...row.request, requester: { name: row.name, email: row.email } };
}
