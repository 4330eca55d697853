import type { Tx } from "~db";
import { agreeToPayment } from "~/domain/funding/payments/agree-to-payment.server";
import { declinePayment } from "~/domain/funding/payments/decline-payment.server";
import { paymentsWaiting } from "~/domain/funding/payments/payment-views.server";
import { withdrawPayment } from "~/domain/funding/payments/withdraw-payment.server";
import type { NewFund } from "~/domain/funding/fund";
import { approveMoneyRequest } from "~/domain/funding/requests/approve-money-request.server";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { pence } from "~/domain/money/money";
import { financialYearOf, financialYearPeriod, formatFinancialYear } from "~/domain/shared/financial-year";
import { openFundByTwo, type TwoOfficers } from "./open-fund-by-two";
import type { SeedPeople } from "./seed-people";
import type { SeedTime } from "./seed-time";

const BOARD = "QWO";
const PROGRAMME = "primary-care-digital-demo";

/**
 * Funds that a board pays, in each state: one that it agreed to, into which it declined to pay more and was asked in vain a
 * second time, and one that waits for it.
 */
export async function seedPaidByOthers(
  tx: Tx,
  two: TwoOfficers,
  people: SeedPeople,
  time: SeedTime,
): Promise<void> {
  const year = financialYearOf(time.today);
  const board = await people.approverOf(BOARD);
  const waits = async () => (await paymentsWaiting(tx, BOARD)).at(-1)!.id;
  const records = `WY-RECORDS-${year}`;
  await openFor(tx, two, time, {
    ...fundOf(year, records, "Shared records in West Yorkshire"),
    pounds: 600_000n,
    reason: "The board pays for its practices to read the hospitals’ records",
    days: 120,
  });
  const on = time.daysAgo(118);
  await agreeToPayment(tx, { paymentId: await waits(), actor: board, at: time.at(on), today: on });
  for (const [pounds, reason, days] of [
    [150_000n, "Community pharmacies would join from the autumn", 60],
    [40_000n, "Two more practices ask to join", 20],
  ] as const) {
    const asked = time.daysAgo(days);
    const by = { at: time.at(asked), today: asked };
    const wish = { kind: "add" as const, fundId: records, amount: pence(pounds * 100n) };
    const { requestId } = await requestMoney(tx, { ...by, wish, reason, actor: two.officer });
    await approveMoneyRequest(tx, { ...by, requestId, actor: two.secondOfficer });
    const paymentId = await waits();
    const answer = { paymentId, at: time.at(time.daysAgo(days - 3)) };
    if (days === 60)
      await declinePayment(tx, {
        ...answer,
        actor: board,
        reason: "The board has promised its pharmacy money to another system this year",
      });
    else
      await withdrawPayment(tx, {
        ...answer,
        actor: two.officer,
        reason: "The practices wait for next year",
      });
  }
  await openFor(tx, two, time, {
    ...fundOf(year, `WY-ACCESS-${year}`, "Online access in West Yorkshire"),
    pounds: 250_000n,
    reason: "The board takes over half of the online access that its practices ordered",
    days: 4,
  });
}

const fundOf = (financialYear: number, id: string, name: string): { fund: NewFund } => ({
  fund: {
    id,
    programmeId: PROGRAMME,
    name: `${name} ${formatFinancialYear(financialYear)}`,
    payerCode: BOARD,
    financialYear,
    nature: "revenue",
    carriesOver: false,
    opensOn: financialYearPeriod(financialYear).from,
    closesOn: financialYearPeriod(financialYear).to,
    eligibleBuyerKinds: ["icb", "gp_practice", "pcn"],
  },
});

async function openFor(
  tx: Tx,
  two: TwoOfficers,
  time: SeedTime,
  wish: { fund: NewFund; pounds: bigint; reason: string; days: number },
): Promise<void> {
  const today = time.daysAgo(wish.days);
  const { fund, reason } = wish;
  await openFundByTwo(tx, two, {
    fund,
    amount: pence(wish.pounds * 100n),
    reason,
    at: time.at(today),
    today,
  });
}
