import { and, eq, lt } from "drizzle-orm";
import type { Queryable } from "~db";
import { fund } from "~db/schema/funding";
import { orderShare } from "~db/schema/orders";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem, type ProblemText } from "~/domain/shared/problem";
import { listed } from "~/domain/shared/sentence";

/**
 * Why a payer cannot approve its share today: a fund that would pay it is closed, so the supplier could never sign; null when
 * none is. One that is still to open may be approved ahead. Answers null or Problem rule-broken `fund-closed`.
 */
export async function whyNotOpenFunds(
  q: Queryable,
  of: { orderId: string; payerCode: string; on: Day },
): Promise<Problem | null> {
  const closed = await q
    .selectDistinct({ id: fund.id, name: fund.name, closesOn: fund.closesOn })
    .from(orderShare)
    .innerJoin(fund, eq(fund.id, orderShare.fundId))
    .where(
      and(
        eq(orderShare.orderId, of.orderId),
        eq(orderShare.payerCode, of.payerCode),
        lt(fund.closesOn, of.on),
      ),
    )
    .orderBy(fund.id);
  if (closed.length === 0) return null;
  const funds = closed.map(({ name, closesOn }) => `${name} closed on ${formatDay(closesOn)}`);
  return new Problem("rule-broken", "fund-closed", {
    title: `This share cannot be approved: ${listed(funds)}.`,
    detail:
      "The supplier could not sign, since no order takes money of a closed fund. Decline the share and say so: the order goes back to its buyer, who moves it to another fund by sending it under an agreement that names one. Or ask the commercial team of the centre to keep the fund open longer, and approve then.",
    rule: "A fund pays only for orders that are accepted while it is open",
    next: { label: "See which funds are open", href: "/funding" },
  });
}

/** The same as a refusal. Throws Problem rule-broken `fund-closed`. */
export async function requireOpenFunds(
  q: Queryable,
  of: { orderId: string; payerCode: string; on: Day },
): Promise<void> {
  const refusal = await whyNotOpenFunds(q, of);
  if (refusal) throw refusal;
}

/** The same for the page, before anything is pressed. */
export const closedFundText = async (
  q: Queryable,
  of: { orderId: string; payerCode: string; on: Day },
): Promise<ProblemText | null> => (await whyNotOpenFunds(q, of))?.public ?? null;
