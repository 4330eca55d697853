import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { divideByFormula } from "~/domain/funding/allocations/allocation-formula";
import { candidatesFor, countedWeights } from "~/domain/funding/allocations/allocation-weights.server";
import { approveTransfer } from "~/domain/funding/transfers/approve-transfer.server";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { requestTransfer } from "~/domain/funding/transfers/request-transfer.server";
import { setAllocations } from "~/domain/funding/allocations/set-allocations.server";
import { pence, ZERO } from "~/domain/money/money";
import { addDays, later, type Day } from "~/domain/shared/day";
import { financialYearOf, financialYearPeriod, formatFinancialYear } from "~/domain/shared/financial-year";
import { openFundByTwo, type TwoOfficers } from "./open-fund-by-two";
import type { SeedTime } from "./seed-time";

const PROGRAMME = "frontline-digitisation-demo";
/** Closes soon enough to stand at the top of the forward view. */
const CLOSES_IN_DAYS = 60;

/**
 * What a year does to funds: capital that carries over and closes soon, and the year after it; beds as the measure of
 * what trusts get; a transfer that two officers agreed on, and one that waits for the second, as more money does.
 */
export async function seedFundChanges(tx: Tx, two: TwoOfficers, time: SeedTime): Promise<void> {
  const { officer, secondOfficer } = two;
  const thisYear = financialYearOf(time.today);
  for (const [financialYear, pounds] of [
    [thisYear, 3_000_000n],
    [thisYear + 1, 2_000_000n],
  ] as const) {
    await openCapital(tx, two, time, financialYear, pounds * 100n);
  }
  await byBeds(tx, officer, time, `FD-${thisYear}`);
  const start = financialYearPeriod(thisYear).from;
  const move = { kind: "transfer", fromFundId: `FD-${thisYear}`, toFundId: `SC-${thisYear}` } as const;
  const agreedOn = later(time.daysAgo(20), start);
  const agreed = await requestTransfer(tx, {
    ...move,
    amount: pence(50_000_00n),
    reason: "Care providers in the North West ask for more than the fund holds",
    actor: officer,
    at: time.at(agreedOn),
  });
  await approveTransfer(tx, { ...agreed, actor: secondOfficer, at: time.at(agreedOn), today: agreedOn });
  await requestTransfer(tx, {
    ...move,
    toFundId: `PC-${thisYear}`,
    amount: pence(25_000_00n),
    reason: "Two boards bring their online access forward to this year",
    actor: officer,
    at: time.at(time.daysAgo(2)),
  });
  await requestMoney(tx, {
    wish: { kind: "add", fundId: `SC-${thisYear}`, amount: pence(15_000_00n) },
    reason: "The department adds what care providers in the South West gave back",
    actor: officer,
    at: time.at(time.daysAgo(1)),
    today: time.daysAgo(1),
  });
}

async function openCapital(tx: Tx, two: TwoOfficers, time: SeedTime, financialYear: number, amount: bigint) {
  const opened = time.daysAgo(450);
  const { from, to } = financialYearPeriod(financialYear);
  const soon = addDays(time.today, CLOSES_IN_DAYS);
  await openFundByTwo(tx, two, {
    fund: {
      id: `FD-CAP-${financialYear}`,
      programmeId: PROGRAMME,
      name: `Frontline Digitisation capital ${formatFinancialYear(financialYear)}`,
      payerCode: "X24",
      financialYear,
      nature: "capital",
      carriesOver: true,
      opensOn: from,
      closesOn: from <= time.today ? soon : to,
      eligibleBuyerKinds: ["trust"],
    },
    amount: pence(amount),
    reason: "Hardware of the records that trusts have ordered",
    at: time.at(opened),
    today: opened,
  });
}

async function byBeds(tx: Tx, officer: Actor, time: SeedTime, fundId: string) {
  const on: Day = time.daysAgo(440);
  const trusts = await candidatesFor(tx, { kind: "trust" }, time.today);
  const codes = trusts.map((trust) => trust.code);
  const beds = await countedWeights(tx, { fact: "beds", codes, on: time.today });
  if (beds.size === 0) return;
  const parts = divideByFormula(
    "per-bed",
    pence(9_000_000_00n),
    [...beds].map(([code, count]) => ({ code, ...count })),
  );
  await setAllocations(tx, {
    fundId,
    allocations: parts.map(({ code, amount, basis }) => ({
      organisationCode: code,
      amount,
      before: ZERO,
      basis,
    })),
    method: "formula",
    reason: "Three quarters of the fund by beds, as agreed with the regions",
    actor: officer,
    at: time.at(on),
    today: on,
  });
}
