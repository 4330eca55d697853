import type { Tx } from "~db";
import { awardGrant } from "~/domain/applications/awards/award-grant.server";
import { changeApplication, type PartChange } from "~/domain/applications/change-application.server";
import { declineApplication } from "~/domain/applications/decline-application.server";
import type { FundCondition } from "~/domain/applications/profile/condition";
import type { Need, NeedCost, Readiness } from "~/domain/applications/profile/profile";
import { saveNeed } from "~/domain/applications/profile/save-need.server";
import { saveReadiness } from "~/domain/applications/profile/save-readiness.server";
import { scoreApplication } from "~/domain/applications/score-application.server";
import { USUAL_CRITERIA } from "~/domain/applications/scoring";
import { setTerms } from "~/domain/applications/set-terms.server";
import { signMemorandum } from "~/domain/applications/awards/sign-memorandum.server";
import { startApplication } from "~/domain/applications/start-application.server";
import { submitApplication } from "~/domain/applications/submit-application.server";
import type { Actor } from "~/domain/audit/event";
import { pence } from "~/domain/money/money";
import { financialYearOf } from "~/domain/shared/financial-year";
import type { SeedPeople } from "./seed-people";
import type { SeedTime } from "./seed-time";

const pounds = (amount: number) => pence(BigInt(amount) * 100n);

/** Who may apply to which fund of the demonstration; the sums are invented. */
const TERMS: Readonly<Record<string, readonly FundCondition[]>> = {
  FD: [
    { kind: "dspt" },
    { kind: "product-assured" },
    { kind: "minimum", amount: pounds(10_000) },
    { kind: "match", ratio: 5_000 },
  ],
  SC: [
    { kind: "dspt" },
    { kind: "cqc-registered" },
    { kind: "on-paper", mixed: true },
    { kind: "maximum", amount: pounds(25_000) },
  ],
};

type Applicant = Actor & { userId: string; organisationCode: string };

const CARE: { readiness: Readiness; need: Omit<Need, "id" | "costs" | "startsOn"> } = {
  readiness: {
    dspt: "standards-met",
    cqc: "registered",
    records: "mixed",
    system: "",
    maturity: { plan: "yes", devices: "partly", shared: "no", people: "no", trained: "partly" },
  },
  need: {
    title: "A digital care record for every home",
    summary:
      "Two of our homes still write care notes on paper. Staff want one record that the practice can read.",
    capability: "Care planning and daily notes",
    assuredProduct: true,
    contactName: "Grace Adeyemi",
    contactEmail: "grace.adeyemi@demo.dovetail.example",
  },
};

const TRUST: typeof CARE = {
  readiness: {
    dspt: "standards-met",
    cqc: "registered",
    records: "electronic",
    system: "An electronic patient record, since 2019",
    maturity: { plan: "yes", devices: "yes", shared: "partly", people: "partly", trained: "yes" },
  },
  need: {
    title: "Medicines at the bedside",
    summary: "Prescribing and giving medicines electronically on the wards that still use charts.",
    capability: "Electronic prescribing and medicines administration",
    assuredProduct: true,
    contactName: "Priya Shah",
    contactEmail: "priya.shah@demo.dovetail.example",
  },
};

const ANSWERS: Readonly<Record<string, string>> = {
  "strategic-fit": "It moves the last paper records to a system that exchanges with those around us.",
  benefits: "Staff save half an hour on every shift, and nobody asks people the same questions twice.",
  deliverability:
    "A project lead is named; the supplier has done twenty like it. The risk is staff time in winter.",
  value: "We compared three certified solutions here and chose the lowest cost over four years.",
  sustainability: "Licences are in our budget from the second year on.",
};

/** Makes the applications of one organisation, each part by its verb, at times of the demonstration's past. */
class Applying {
  constructor(
    private readonly tx: Tx,
    private readonly time: SeedTime,
    private readonly actor: Applicant,
  ) {}

  async profile(which: typeof CARE, costs: NeedCost[]): Promise<string> {
    const at = this.time.at(this.time.daysAgo(60));
    await saveReadiness(this.tx, { actor: this.actor, at, version: 0, readiness: which.readiness });
    const need = { ...which.need, startsOn: this.time.daysAhead(60), costs };
    return saveNeed(this.tx, { actor: this.actor, at, version: 1, needId: null, need });
  }

  /** Starts one and fills it in; sends it unless it stays a draft. */
  async apply(input: {
    fundId: string;
    needId: string;
    asked: NeedCost[];
    own: number;
    daysAgo: number;
    draft?: boolean;
  }): Promise<string> {
    const today = this.time.daysAgo(input.daysAgo);
    const at = this.time.at(today);
    const { tx, actor } = this;
    const applicationId = await startApplication(tx, { actor, at, today, fundId: input.fundId });
    const match =
      input.own === 0
        ? []
        : [
            {
              amount: pounds(input.own),
              source: "Our own budget",
              nature: "revenue" as const,
              evidence: "Board minutes of last month",
            },
          ];
    const changes: PartChange[] = [
      { part: "need", needId: input.needId },
      { part: "amount", asked: input.asked },
      { part: "match", match },
      ...(input.draft ? [] : [{ part: "case" as const, answers: ANSWERS }]),
    ];
    for (const [editCount, change] of changes.entries())
      await changeApplication(tx, { actor, at, applicationId, editCount, change });
    if (!input.draft) {
      const sent = { editCount: changes.length, signatoryName: actor.name };
      await submitApplication(tx, { actor, at, today, applicationId, ...sent });
    }
    return applicationId;
  }
}

/** Two providers' profiles and their applications: a draft, some being assessed, one declined, one to be signed. */
export async function seedApplications(
  tx: Tx,
  officer: Actor,
  people: SeedPeople,
  time: SeedTime,
): Promise<void> {
  const year = financialYearOf(time.today);
  const at = (daysAgo: number) => time.at(time.daysAgo(daysAgo));
  for (const [code, conditions] of Object.entries(TERMS))
    for (const ahead of [0, 1, 2]) {
      const fundId = `${code}-${year + ahead}`;
      await setTerms(tx, { actor: officer, at: at(90), fundId, conditions, criteria: USUAL_CRITERIA });
    }
  const assessor = await people.withRole("X24", "assessor");
  const score = async (applicationId: string, values: readonly number[], daysAgo: number) => {
    const scores = USUAL_CRITERIA.map(({ id, title }, index) => ({
      criterion: id,
      score: values[index]!,
      reason: `${title}: ${values[index]! > 3 ? "clear, with figures" : "the answer says little that can be checked"}`,
    }));
    const action = { actor: assessor, at: at(daysAgo), applicationId };
    await scoreApplication(tx, {
      ...action,
      conflict: false,
      declaration: "No conflict of interest",
      scores,
    });
  };
  await seedCareProvider(tx, { officer, people, time, year, score });
  await seedTrust(tx, { officer, people, time, year, score });
}

interface Around {
  officer: Actor;
  people: SeedPeople;
  time: SeedTime;
  year: number;
  score: (applicationId: string, values: readonly number[], daysAgo: number) => Promise<void>;
}

const revenue = (category: NeedCost["category"], financialYear: number, amount: number): NeedCost => ({
  category,
  nature: "revenue",
  financialYear,
  amount: pounds(amount),
});

async function seedCareProvider(tx: Tx, { officer, people, time, year, score }: Around): Promise<void> {
  const actor = people.named("Grace Adeyemi") as Applicant;
  const applying = new Applying(tx, time, actor);
  const now = [revenue("licence-subscription", year, 9_600), revenue("training-change", year, 4_200)];
  const next = [revenue("licence-subscription", year + 1, 9_600)];
  const needId = await applying.profile(CARE, [...now, ...next]);
  const first = await applying.apply({ fundId: `SC-${year}`, needId, asked: now, own: 2_000, daysAgo: 40 });
  await score(first, [4, 5, 4, 4, 3], 30);
  const award = { actor: officer, at: time.at(time.daysAgo(6)), today: time.daysAgo(6) };
  const awardId = await awardGrant(tx, {
    ...award,
    applicationId: first,
    amount: pounds(12_000),
    reason:
      "A good case with a plan that can be checked. Part of the training is met by the programme itself.",
    conditions: ["The provider says after six months how many homes have left paper."],
  });
  const second = people.named("Victor Osei");
  await signMemorandum(tx, { ...award, actor: second, awardId, side: "centre", signatoryName: second.name });
  await applying.apply({ fundId: `SC-${year + 1}`, needId, asked: next, own: 0, daysAgo: 9 });
}

async function seedTrust(tx: Tx, { officer, people, time, year, score }: Around): Promise<void> {
  const actor = people.named("Priya Shah") as Applicant;
  const applying = new Applying(tx, time, actor);
  const costs = [0, 1, 2].map((ahead) => revenue("implementation", year + ahead, 240_000 - ahead * 60_000));
  const needId = await applying.profile(TRUST, costs);
  const apply = (ahead: number, daysAgo: number, draft = false) =>
    applying.apply({
      fundId: `FD-${year + ahead}`,
      needId,
      asked: [costs[ahead]!],
      own: 120_000,
      daysAgo,
      draft,
    });
  const first = await apply(0, 35);
  await score(first, [4, 4, 3, 4, 4], 20);
  const second = await apply(1, 34);
  await score(second, [3, 2, 2, 2, 3], 21);
  await declineApplication(tx, {
    actor: officer,
    at: time.at(time.daysAgo(12)),
    applicationId: second,
    reason: "Next year's costs rest on this year's work. Apply again when its first results are there.",
  });
  await apply(2, 3, true);
}
