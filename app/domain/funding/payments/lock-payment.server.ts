import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fundPayment, moneyRequest } from "~db/schema/fund-changes";
import { fund } from "~db/schema/funding";
import { user } from "~db/schema/people";
import { Problem } from "../../shared/problem";
import type { FundPaymentState } from "./fund-payment";

/** The refusal for a payment that is not there. */
export const noSuchPayment = (id: string) =>
  new Problem("not-found", "no-such-payment", `There is no payment ${id}.`);

/**
 * A payment that a payer was asked for, and its fund, both locked until the transaction ends; with the officers behind it and
 * where they are told of the payer's word.
 * Throws Problem not-found `no-such-payment`.
 */
export async function lockPayment(tx: Tx, paymentId: string) {
  const [found] = await tx
    .select({ row: fundPayment, name: user.name, email: user.email })
    .from(fundPayment)
    .innerJoin(user, eq(user.id, fundPayment.requestedBy))
    .where(eq(fundPayment.id, paymentId))
    .for("update", { of: fundPayment });
  if (!found) throw noSuchPayment(paymentId);
  const [into] = await tx.select().from(fund).where(eq(fund.id, found.row.fundId)).for("no key update");
  const [before] = await tx
    .select({ userId: moneyRequest.requestedBy, email: user.email })
    .from(moneyRequest)
    .innerJoin(user, eq(user.id, moneyRequest.requestedBy))
    .where(eq(moneyRequest.id, found.row.moneyRequestId ?? ""));
  return {
    ...found.row,
    state: found.row.state as FundPaymentState,
    askedBy: [found.row.requestedBy, ...(before ? [before.userId] : [])],
    requester: { name: found.name, email: found.email },
    /** Whoever asked the payer, and whoever asked for it before: each once. */
    tell: [
      { userId: found.row.requestedBy, email: found.email },
      ...(before && before.userId !== found.row.requestedBy ? [before] : []),
    ],
    fund: into!,
  };
}
