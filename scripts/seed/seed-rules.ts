import type { Tx } from "~db";
import { noticeType, procurementRule, procurementThreshold } from "~db/schema/frameworks";
import { pence } from "~/domain/money/money";
import { day, type Day } from "~/domain/shared/day";

/** The day on which the Procurement Act 2023 came into force. */
const ACT_IN_FORCE = day("2025-02-24");

interface Rule {
  id: string;
  area: string;
  text: string;
  reference: string;
  enforcement: "block" | "warn" | "require-evidence" | "deadline";
  parameters?: Record<string, number>;
}

/** What the Act and NHS policy say, in our own words; the numbers are parameters, so that a change is a new row. */
const RULES: readonly Rule[] = [
  {
    id: "PA-01",
    area: "threshold",
    text: "The value of a purchase counts VAT, every payer and every option, against the threshold in force.",
    reference: "Procurement Act 2023 s.3 to 4, Sch.1, Sch.3",
    enforcement: "block",
  },
  {
    id: "PA-02",
    area: "framework",
    text: "A framework states its scope, prices, value, how call-offs are awarded, its term and who may use it.",
    reference: "Procurement Act 2023 s.45(5)",
    enforcement: "block",
  },
  {
    id: "PA-03",
    area: "framework",
    text: "A closed framework lasts at most four years, or longer with a recorded reason.",
    reference: "Procurement Act 2023 s.47",
    enforcement: "block",
    parameters: { maximumYears: 4 },
  },
  {
    id: "PA-04",
    area: "framework",
    text: "An open framework ends at most eight years after its first award.",
    reference: "Procurement Act 2023 s.49",
    enforcement: "block",
    parameters: { maximumYears: 8, singleSupplierYears: 4 },
  },
  {
    id: "PA-05",
    area: "call-off",
    text: "Nothing is called off after a framework has ended, or by a body it does not name.",
    reference: "Procurement Act 2023 s.45",
    enforcement: "block",
  },
  {
    id: "PA-06",
    area: "call-off",
    text: "Suppliers compete, unless there is one only or the framework has an objective mechanism that names the supplier.",
    reference: "Procurement Act 2023 s.45(3) to (4)",
    enforcement: "block",
  },
  {
    id: "PA-07",
    area: "call-off",
    text: "What the mechanism was given and what it answered are kept with every direct award.",
    reference: "Procurement Act 2023 s.45(4)(b)",
    enforcement: "require-evidence",
  },
  {
    id: "PA-08",
    area: "call-off",
    text: "A competition uses the framework's award criteria; they may be refined and not added to.",
    reference: "Procurement Act 2023 s.46",
    enforcement: "block",
  },
  {
    id: "PA-09",
    area: "call-off",
    text: "Call-offs are added up against the framework's value: a warning comes first, then a refusal.",
    reference: "Procurement Act 2023 s.45, s.74",
    enforcement: "block",
    parameters: { warnPercent: 80, refusePercent: 100 },
  },
  {
    id: "PA-10",
    area: "framework",
    text: "A framework's fee is a fixed percentage of what is called off.",
    reference: "Procurement Act 2023 s.45(7)",
    enforcement: "block",
  },
  {
    id: "PA-12",
    area: "exclusion",
    text: "An excluded supplier is awarded nothing; this is checked before every call-off.",
    reference: "Procurement Act 2023 s.28, s.48, s.57 to 62",
    enforcement: "block",
  },
  {
    id: "PA-13",
    area: "standstill",
    text: "Eight working days pass between the award notice and the contract, where standstill applies.",
    reference: "Procurement Act 2023 s.51",
    enforcement: "block",
    parameters: { standstillWorkingDays: 8 },
  },
  {
    id: "PA-17",
    area: "publish",
    text: "Details of a contract are published within 30 days of its signature.",
    reference: "Procurement Act 2023 s.53",
    enforcement: "deadline",
    parameters: { days: 30 },
  },
  {
    id: "PA-18",
    area: "kpi",
    text: "If the estimated value is above £5m, at least 3 KPIs are set and published, unless KPIs cannot appropriately assess performance (reason recorded).",
    reference: "Procurement Act 2023 s.52",
    enforcement: "block",
    parameters: { millionPounds: 5, leastKpis: 3 },
  },
  {
    id: "PA-24",
    area: "payment",
    text: "An undisputed invoice is paid within 30 days.",
    reference: "Procurement Act 2023 s.68",
    enforcement: "deadline",
    parameters: { days: 30 },
  },
  {
    id: "PA-27",
    area: "below-threshold",
    text: "Smaller purchases are notified once they are advertised.",
    reference: "Procurement Act 2023 s.84 to 87",
    enforcement: "warn",
    parameters: { notifiablePounds: 30_000, notifiablePoundsCentral: 12_000 },
  },
  {
    id: "PA-28",
    area: "timescale",
    text: "Suppliers have time to tender: 30 days when it is electronic.",
    reference: "Procurement Act 2023 s.54",
    enforcement: "block",
    parameters: { tenderDays: 30 },
  },
  {
    id: "NHS-01",
    area: "framework",
    text: "NHS trusts buy through an accredited framework where one covers the need.",
    reference: "NHS Standard Contract 2024/25",
    enforcement: "block",
  },
  {
    id: "NHS-06",
    area: "assurance",
    text: "DTAC, the Toolkit, clinical safety and cyber certificates are in date when an order is placed.",
    reference: "DTAC guidance",
    enforcement: "block",
  },
];

const THRESHOLDS = [
  ["goods-services-central", "2026-01-01", "2027-12-31", 135_018],
  ["goods-services-sub-central", "2026-01-01", "2027-12-31", 207_720],
  ["light-touch", "2026-01-01", "2027-12-31", 663_540],
  ["goods-services-central", "2024-01-01", "2025-12-31", 139_688],
  ["goods-services-sub-central", "2024-01-01", "2025-12-31", 214_904],
  ["light-touch", "2024-01-01", "2025-12-31", 663_540],
] as const;

const INVENTED = "Invented for the demonstration: the amount of 2026 and 2027, VAT included";
/** Nobody knows the thresholds of these years yet: a demonstration that is loaded in them goes on with the last. */
const INVENTED_YEARS = [
  ["2028-01-01", "2029-12-31"],
  ["2030-01-01", "2031-12-31"],
] as const;

function thresholdRows(today: Day) {
  const known = THRESHOLDS.map(([id, from, to, pounds]) => ({
    id,
    effectiveFrom: day(from),
    effectiveTo: day(to),
    amount: pence(BigInt(pounds) * 100n),
    basis: from === "2026-01-01" ? "SI 2025/1200, VAT included" : "SI 2023/1304, VAT included",
  }));
  const latest = known.filter((row) => row.effectiveFrom === "2026-01-01");
  const invented = INVENTED_YEARS.filter(([from]) => from <= today).flatMap(([from, to]) =>
    latest.map((row) => ({ ...row, effectiveFrom: day(from), effectiveTo: day(to), basis: INVENTED })),
  );
  return [...known, ...invented];
}
const NOTICES = [
  [
    "UK4",
    "Tender notice",
    "tender",
    ["tender"],
    "s.21",
    "Before a competitive procedure, also to set up a framework",
  ],
  ["UK5", "Transparency notice", "award", ["award"], "s.44", "Before a direct award outside a framework"],
  [
    "UK6",
    "Contract award notice",
    "award",
    ["award", "awardUpdate"],
    "s.50",
    "Before a public contract is entered into",
  ],
  [
    "UK7",
    "Contract details notice",
    "contract",
    ["contract", "contractUpdate"],
    "s.53",
    "Within 30 days of signature",
  ],
  [
    "UK9",
    "Contract performance notice",
    "implementation",
    ["implementation"],
    "s.71",
    "Yearly for contracts with KPIs",
  ],
  [
    "UK11",
    "Contract termination notice",
    "termination",
    ["contractTermination"],
    "s.80",
    "Within 30 days of the end",
  ],
] as const;

/** Records the rules, the thresholds of both periods and the notices. Rows that are there already stay. */
export async function seedRules(tx: Tx, today: Day): Promise<void> {
  await tx
    .insert(procurementRule)
    .values(
      RULES.map(({ text, ...rule }) => ({
        ...rule,
        ruleText: text,
        effectiveFrom: ACT_IN_FORCE,
        parameters: rule.parameters ?? {},
      })),
    )
    .onConflictDoNothing();
  await tx.insert(procurementThreshold).values(thresholdRows(today)).onConflictDoNothing();
  await tx
    .insert(noticeType)
    .values(
      NOTICES.map(([code, name, stage, tags, section, trigger]) => ({
        code,
        name,
        stage,
        ocdsTags: [...tags],
        section,
        trigger,
      })),
    )
    .onConflictDoNothing();
}
