import { and, asc, desc, eq, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { movementColumns } from "~db/movements";
import { fundPayment, moneyRequest } from "~db/schema/fund-changes";
import { fund } from "~db/schema/funding";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import type { Pence } from "../../money/money";
import type { FinancialYear } from "../../shared/financial-year";
import type { Day } from "../../shared/day";
import type { ProblemText } from "../../shared/problem";
import type { MadeMovement } from "~/domain/ledger/source-movement-views.server";
import { closedThrough } from "~/domain/ledger/closed-year-views.server";
import { whyNotAdd } from "../addable";
import type { Nature } from "../fund";
import { MOST_PAYMENTS, tooLate, type FundPaymentStateNow } from "./fund-payment";
import { noSuchPayment } from "./lock-payment.server";

export interface PaymentRow extends MadeMovement {
  id: string;
  fundId: string;
  fundName: string;
  programmeId: string;
  financialYear: FinancialYear;
  nature: Nature;
  opensOn: Day;
  closesOn: Day;
  payerCode: string;
  payerName: string;
  /** Whether the fund opens with it. */
  opens: boolean;
  amount: Pence;
  reason: string;
  moneyRequestId: string | null;
  /** Reversed, where it went in and was taken back. */
  state: FundPaymentStateNow;
  /** Who asked the payer: the officer who approved it, where two agreed before. */
  requestedByName: string;
  /** Of those two, whoever asked for it first; null where one was enough. */
  firstAskedByName: string | null;
  requestedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string;
  /** The officers behind it, who do not decide for the payer. */
  askedBy: readonly string[];
}

const { stateNow, ...movement } = movementColumns(
  sql`${fundPayment.movementKey}`,
  sql`${fundPayment.state}`,
  "agreed",
);

async function payments(q: Queryable, where: SQL | undefined, oldestFirst = false): Promise<PaymentRow[]> {
  const keys = oldestFirst
    ? [asc(fundPayment.requestedAt), asc(fundPayment.id)]
    : [desc(fundPayment.requestedAt), desc(fundPayment.id)];
  const rows = await q
    .select({
      id: fundPayment.id,
      fundId: fundPayment.fundId,
      payerCode: fundPayment.payerCode,
      opens: fundPayment.opens,
      amount: fundPayment.amount,
      reason: fundPayment.reason,
      moneyRequestId: fundPayment.moneyRequestId,
      state: sql<FundPaymentStateNow>`${stateNow}`,
      ...movement,
      requestedAt: fundPayment.requestedAt,
      decidedAt: fundPayment.decidedAt,
      decisionReason: fundPayment.decisionReason,
      asked: fundPayment.requestedBy,
      fundName: fund.name,
      programmeId: fund.programmeId,
      financialYear: fund.financialYear,
      nature: fund.nature,
      opensOn: fund.opensOn,
      closesOn: fund.closesOn,
      payerName: organisation.name,
      requestedByName: user.name,
      decidedByName: sql<string | null>`(select name from ${user} d where d.id = ${fundPayment.decidedBy})`,
      firstAskedByName: sql<
        string | null
      >`(select f.name from ${moneyRequest} r join ${user} f on f.id = r.requested_by where r.id = ${fundPayment.moneyRequestId})`,
      before: sql<
        string | null
      >`(select requested_by from ${moneyRequest} r where r.id = ${fundPayment.moneyRequestId})`,
    })
    .from(fundPayment)
    .innerJoin(fund, eq(fund.id, fundPayment.fundId))
    .innerJoin(organisation, eq(organisation.code, fundPayment.payerCode))
    .innerJoin(user, eq(user.id, fundPayment.requestedBy))
    .where(where)
    .orderBy(...keys)
    .limit(MOST_PAYMENTS);
  return rows.map((row) => ({
    ...row,
    nature: row.nature as Nature,
    askedBy: [row.asked, ...(row.before === null ? [] : [row.before])],
  }));
}

/** What a fund's payer was asked for and how it decided, the newest first. */
export function paymentsOfFund(q: Queryable, fundId: string): Promise<PaymentRow[]> {
  return payments(q, eq(fundPayment.fundId, fundId));
}

/** What an organisation is asked to pay into funds and has not decided, the oldest first. */
export function paymentsWaiting(q: Queryable, payerCode: string): Promise<PaymentRow[]> {
  return payments(q, and(eq(fundPayment.payerCode, payerCode), eq(fundPayment.state, "requested")), true);
}

/** What an organisation was asked to pay into funds, the newest first. */
export function paymentsAskedOf(q: Queryable, payerCode: string): Promise<PaymentRow[]> {
  return payments(q, eq(fundPayment.payerCode, payerCode));
}

/**
 * One payment. `payerCode` shows it only to the organisation that is asked; null to the centre. Throws Problem not-found
 * `no-such-payment`.
 */
export async function paymentView(
  q: Queryable,
  input: { paymentId: string; payerCode: string | null },
): Promise<PaymentRow> {
  const [row] = await payments(q, eq(fundPayment.id, input.paymentId));
  if (!row || (input.payerCode !== null && row.payerCode !== input.payerCode))
    throw noSuchPayment(input.paymentId);
  return row;
}

/** The payment that two officers' request led to; null where it needed none. */
export async function paymentOfRequest(q: Queryable, requestId: string): Promise<PaymentRow | null> {
  const [row] = await payments(q, eq(fundPayment.moneyRequestId, requestId));
  return row ?? null;
}

/** Why a payment could not be agreed to today, in words for the payer, as its agreement would refuse; null when it could. */
export async function whyNotAgreeTo(q: Queryable, fundId: string, today: Day): Promise<ProblemText | null> {
  const [into] = await q.select().from(fund).where(eq(fund.id, fundId));
  const why = into ? whyNotAdd(into, today, await closedThrough(q)) : null;
  return why ? tooLate(why).public : null;
}
