import { organisationLabel } from "~/domain/organisations/organisation-views.server";
import { and, eq, sum as sumOf } from "drizzle-orm";
import type { Tx } from "~db";
import { allocationChange } from "~db/schema/fund-changes";
import { allocation, fund, ledgerAccount } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../../money/format";
import { pence, type Pence } from "../../money/money";
import type { Day } from "../../shared/day";
import { Problem } from "../../shared/problem";
import { requireAgreed } from "../payments/require-agreed.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { fundAccount } from "~/domain/ledger/ledger";

/**
 * Sets part of a fund aside for one organisation, once. A plan, not a movement: the ledger moves when an
 * order commits. Throws a Problem when the plan exceeds the fund, or the organisation has its part already.
 * The amount is pence. Throws Problem not-found `no-such-fund`, rule-broken `allocation-too-large`, conflict
 * `allocated-already`, not-allowed `funding-officer-only`.
 */
export async function allocateFund(
  tx: Tx,
  input: {
    fundId: string;
    organisationCode: string;
    amount: Pence;
    /** How the amount came about, in words. */
    basis?: string;
    reason?: string;
    actor: Actor;
    at: Date;
    today: Day;
  },
): Promise<void> {
  requireFundingOfficer(input.actor);
  // The fund's row, not its account's: two allocations wait for each other and no order waits for either.
  const [held] = await tx.select().from(fund).where(eq(fund.id, input.fundId)).for("no key update");
  if (!held) throw new Problem("not-found", "no-such-fund", `There is no fund ${input.fundId}.`);
  await requireAgreed(tx, held);
  const [account] = await tx
    .select({ credited: ledgerAccount.creditsPosted })
    .from(ledgerAccount)
    .where(eq(ledgerAccount.key, fundAccount(input.fundId)));
  const [planned] = await tx
    .select({ amount: sumOf(allocation.amount) })
    .from(allocation)
    .where(eq(allocation.fundId, input.fundId));
  const left = pence((account?.credited ?? 0n) - BigInt(planned?.amount ?? 0));
  if (input.amount > left) {
    throw new Problem("rule-broken", "allocation-too-large", {
      title: `${held.name} has ${formatPence(left)} put in and not allocated, and this asks for ${formatPence(input.amount)}.`,
      detail: "Lower the amount, or add money to the fund first.",
    });
  }
  const [row] = await tx
    .select({ amount: allocation.amount })
    .from(allocation)
    .where(and(eq(allocation.fundId, input.fundId), eq(allocation.organisationCode, input.organisationCode)));
  if (row) {
    throw new Problem("conflict", "allocated-already", {
      title: `${held.name} has set money aside for this organisation already.`,
      detail: "An organisation has one allocation from a fund. Change the one that is there.",
    });
  }
  await tx.insert(allocationChange).values({
    fundId: input.fundId,
    organisationCode: input.organisationCode,
    amountBefore: pence(0),
    amount: input.amount,
    method: "typed",
    basis: input.basis ?? "",
    reason: input.reason ?? "",
    decidedBy: input.actor.userId,
    decidedOn: input.today,
    recordedAt: input.at,
  });
  await recordEvent(tx, {
    stream: `fund:${input.fundId}`,
    action: "fund.allocated",
    summary: `Set ${formatPence(input.amount)} of ${held.name} aside for ${await organisationLabel(tx, input.organisationCode)}`,
    actor: input.actor,
    at: input.at,
    after: { organisationCode: input.organisationCode, amount: input.amount },
  });
}
