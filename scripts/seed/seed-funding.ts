import type { Tx } from "~db";
import { draftAgreement, type NewAgreement } from "~/domain/agreements/draft/draft-agreement.server";
import { proposeAgreement } from "~/domain/agreements/propose-agreement.server";
import { BUYER, BUYERS_ICB } from "~/domain/agreements/rules/rule";
import { signAgreement } from "~/domain/agreements/sign-agreement.server";
import type { Actor } from "~/domain/audit/event";
import { allocateFund } from "~/domain/funding/allocations/allocate-fund.server";
import { openProgramme } from "~/domain/funding/open-programme.server";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { financialYearOf, financialYearPeriod, formatFinancialYear } from "~/domain/shared/financial-year";
import { openFundByTwo, type TwoOfficers } from "./open-fund-by-two";
import type { SeedPeople } from "./seed-people";
import type { SeedTime } from "./seed-time";

interface SeedProgramme {
  id: string;
  name: string;
  summary: string;
  flow: string;
  ruleText: string;
  fundCode: string;
  /** What its funds are called, where that is not the programme's name. */
  fundName?: string;
  buyers: string[];
  /** From the year before this one to two years ahead. */
  poundsByYear: readonly [number, number, number, number];
}

/** Names of real initiatives; sums and rules are of the demonstration. */
const PROGRAMMES: readonly SeedProgramme[] = [
  {
    id: "frontline-digitisation-demo",
    // The import brings the programme of that name itself, and no two bear one name.
    name: "Frontline Digitisation in hospitals",
    fundName: "Frontline Digitisation",
    summary: "Helps hospital trusts to an electronic record and the systems around it.",
    flow: "NHS England to trusts",
    ruleText: "Half of licences and 60% of implementation, up to £400,000 an order; the trust pays the rest.",
    fundCode: "FD",
    buyers: ["trust"],
    poundsByYear: [9_000_000, 12_000_000, 11_000_000, 8_000_000],
  },
  {
    id: "primary-care-digital-demo",
    name: "Primary Care Digital",
    summary: "Brings online access and sound systems to general practice through integrated care boards.",
    flow: "NHS England to integrated care boards to practices",
    ruleText:
      "Half in the first contract year, a quarter in the second; the board pays half of what is left for its practices.",
    fundCode: "PC",
    buyers: ["icb", "gp_practice", "pcn"],
    poundsByYear: [1_200_000, 1_500_000, 1_500_000, 1_000_000],
  },
  {
    id: "digitising-social-care-demo",
    name: "Digitising Social Care",
    summary: "Grants for care providers that move from paper to a digital record.",
    flow: "NHS England to care providers, by their boards",
    ruleText:
      "Half of the licence, up to £10,000 an organisation in a financial year, and £2,000 towards training.",
    fundCode: "SC",
    buyers: ["care_provider", "local_authority"],
    poundsByYear: [300_000, 400_000, 350_000, 250_000],
  },
];

const PAYER = "X24";

/** "FD-2026": the fund of a programme for one financial year. */
const fundId = (code: string, year: number) => `${code}-${year}`;

/** Opens three programmes and their funds from last financial year to two years ahead. */
export async function seedFunds(tx: Tx, two: TwoOfficers, time: SeedTime): Promise<void> {
  const { officer } = two;
  const opened = time.daysAgo(455);
  const thisYear = financialYearOf(time.today);
  for (const { fundCode, fundName, poundsByYear, buyers, ...programme } of PROGRAMMES) {
    const years = { firstYear: thisYear - 1, lastYear: thisYear + 2 };
    await openProgramme(tx, {
      programme: { ...programme, ...years, demonstration: true },
      actor: officer,
      at: time.at(opened),
    });
    for (const [index, pounds] of poundsByYear.entries()) {
      const financialYear = thisYear - 1 + index;
      const { from, to } = financialYearPeriod(financialYear);
      await openFundByTwo(tx, two, {
        fund: {
          id: fundId(fundCode, financialYear),
          programmeId: programme.id,
          name: `${fundName ?? programme.name} ${formatFinancialYear(financialYear)}`,
          payerCode: PAYER,
          financialYear,
          nature: "revenue",
          carriesOver: false,
          // Orders of today reserve money of the years to come, so those funds are open to them too.
          opensOn: from < opened ? from : day(opened),
          closesOn: to,
          eligibleBuyerKinds: buyers,
        },
        amount: pence(BigInt(pounds) * 100n),
        reason: `The spending review gives this for ${formatFinancialYear(financialYear)}`,
        at: time.at(opened),
        today: opened,
      });
    }
  }
  for (const [organisationCode, pounds] of [
    ["QWO", 450_000],
    ["QOP", 500_000],
    ["QF7", 250_000],
  ] as const) {
    await allocateFund(tx, {
      fundId: fundId("PC", thisYear),
      organisationCode,
      amount: pence(BigInt(pounds) * 100n),
      actor: officer,
      at: time.at(opened),
      today: opened,
    });
  }
}

type Common = Pick<NewAgreement, "ownerCode" | "effectiveFrom" | "effectiveTo">;

/** The funds of a programme, by its code, from last year's to the one two years ahead. */
type FundsOf = (code: string) => string[];

function hospitals(common: Common, funds: FundsOf): NewAgreement {
  return {
    ...common,
    title: "Frontline Digitisation: systems for hospitals",
    programmeId: "frontline-digitisation-demo",
    summary:
      "NHS England pays half of licences and 60% of implementation, up to £400,000 an order. The trust pays the rest. Half comes back when a required standard lapses within two years.",
    parties: [PAYER, "RR8", "R0A"],
    scope: { lots: ["CSF-1", "CSF-2"], buyerKinds: ["trust"] },
    rules: [
      {
        shape: "percentage",
        ruleNumber: 1,
        payer: PAYER,
        fundIds: funds("FD"),
        portion: 5000,
        when: { categories: ["licence-subscription"] },
      },
      {
        shape: "category-split",
        ruleNumber: 2,
        shares: [{ category: "implementation", payer: PAYER, fundIds: funds("FD"), portion: 6000 }],
      },
      {
        shape: "cap",
        ruleNumber: 3,
        appliesTo: { payer: PAYER },
        amount: pence(40_000_000),
        scope: "order",
      },
      {
        shape: "clawback",
        ruleNumber: 4,
        payer: PAYER,
        fundIds: funds("FD"),
        trigger: "standard-lapsed",
        portion: 5000,
        windowMonths: 24,
      },
      { shape: "residual", ruleNumber: 5, payer: BUYER },
    ],
  };
}

function practices(common: Common, funds: FundsOf): NewAgreement {
  return {
    ...common,
    title: "Primary Care Digital: online access for practices",
    programmeId: "primary-care-digital-demo",
    summary:
      "NHS England pays half of the licence in the first contract year and a quarter in the second. The board pays half of what is left for its practices.",
    parties: [PAYER, "QWO", "QOP"],
    scope: { lots: ["PCF-1", "PCF-2"], buyerKinds: ["icb", "gp_practice", "pcn"] },
    rules: [
      {
        shape: "taper",
        ruleNumber: 1,
        payer: PAYER,
        fundIds: funds("PC"),
        byContractYear: [5000, 2500],
        when: { categories: ["licence-subscription"] },
      },
      {
        shape: "cap",
        ruleNumber: 2,
        appliesTo: { rule: 1 },
        amount: pence(25_000_000),
        scope: "organisation",
        perFinancialYear: true,
      },
      { shape: "percentage", ruleNumber: 3, payer: BUYERS_ICB, portion: 5000, of: "rest" },
      { shape: "residual", ruleNumber: 4, payer: BUYER },
    ],
  };
}

function careProviders(common: Common, funds: FundsOf): NewAgreement {
  return {
    ...common,
    title: "Digitising Social Care: grants for care providers",
    programmeId: "digitising-social-care-demo",
    summary:
      "NHS England pays half of the licence, up to £10,000 an organisation in a financial year, and £2,000 towards training. The provider pays the rest.",
    parties: [PAYER, "QOP"],
    scope: { lots: ["SCF-1", "SCF-2"], buyerKinds: ["care_provider", "local_authority"] },
    rules: [
      {
        shape: "percentage",
        ruleNumber: 1,
        payer: PAYER,
        fundIds: funds("SC"),
        portion: 5000,
        when: { categories: ["licence-subscription"] },
      },
      {
        shape: "fixed",
        ruleNumber: 2,
        payer: PAYER,
        fundIds: funds("SC"),
        amount: pence(200_000),
        per: "order",
        when: { categories: ["training-change"] },
      },
      {
        shape: "cap",
        ruleNumber: 3,
        appliesTo: { rule: 1 },
        amount: pence(1_000_000),
        scope: "organisation",
        perFinancialYear: true,
      },
      { shape: "residual", ruleNumber: 4, payer: BUYER },
    ],
  };
}

function agreements(time: SeedTime): NewAgreement[] {
  const thisYear = financialYearOf(time.today);
  const funds: FundsOf = (code) => [-1, 0, 1, 2].map((ahead) => fundId(code, thisYear + ahead));
  // They end with the last year that their funds have money of.
  const effectiveTo = financialYearPeriod(thisYear + 2).to;
  const common: Common = { ownerCode: PAYER, effectiveFrom: time.daysAgo(450), effectiveTo };
  return [hospitals(common, funds), practices(common, funds), careProviders(common, funds)];
}

/** Writes three agreements and has every party sign them. */
export async function seedAgreements(
  tx: Tx,
  officer: Actor,
  people: SeedPeople,
  time: SeedTime,
): Promise<void> {
  const on = time.daysAgo(452);
  for (const agreement of agreements(time)) {
    const made = await draftAgreement(tx, { agreement, actor: officer, at: time.at(on) });
    await proposeAgreement(tx, { ...made, actor: officer, at: time.at(on) });
    for (const organisationCode of agreement.parties) {
      const signatory = await people.approverOf(organisationCode);
      await signAgreement(tx, { ...made, organisationCode, actor: signatory, at: time.at(on) });
    }
  }
}
