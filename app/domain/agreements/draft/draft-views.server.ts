import { asc, eq, gte } from "drizzle-orm";
import type { Queryable } from "~db";
import { framework, lot } from "~db/schema/frameworks";
import { fund, programme } from "~db/schema/funding";
import { organisation } from "~db/schema/organisations";
import { standard } from "~db/schema/certification";
import { kindLabel, BUYER_KINDS } from "~/domain/organisations/organisation";
import { REGIONS } from "~/domain/organisations/region";
import type { Day } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";
import type { AgreementState, AgreementVersion } from "../agreement";
import { versionWithNames } from "../checks/check-views.server";
import type { OwnedFund } from "../checks/contradiction";
import { COST_CATEGORY_IDS, costCategoryName } from "../rules/cost-line";
import { rulesAsProposed } from "../rules/renumber";
import { BUYER, BUYERS_ICB, type Rule } from "../rules/rule";
import { ruleSentence, type NameOf } from "../rules/rule-sentence";

export interface Named {
  value: string;
  label: string;
}

export interface DraftView {
  agreementId: string;
  number: number;
  title: string;
  summary: string;
  state: AgreementState;
  editCount: number;
  version: AgreementVersion;
  nameOf: NameOf;
  /** In their order, as sentences. */
  rules: { ruleNumber: number; shape: string; sentence: string }[];
  parties: Named[];
  /** The funds that were chosen when it was started. */
  startFundIds: string[];
}

/** One version with everything that its editing pages show. Throws Problem not-found `no-such-agreement`. */
export async function draftView(
  q: Queryable,
  input: { agreementId: string; version: number },
): Promise<DraftView> {
  const found = await versionWithNames(q, input.agreementId, input.version);
  if (!found) {
    throw new Problem(
      "not-found",
      "no-such-agreement",
      `There is no agreement ${input.agreementId} version ${input.version}.`,
    );
  }
  const { version, row, nameOf } = found;
  return {
    agreementId: row.agreementId,
    number: row.version,
    title: version.title,
    summary: row.summary,
    state: row.state as AgreementState,
    editCount: row.editCount,
    version,
    nameOf,
    rules: sentencesOf(version.rules, nameOf),
    parties: version.parties.map((code) => ({ value: code, label: nameOf(code) })),
    startFundIds: row.startFundIds,
  };
}

const sentencesOf = (rules: readonly Rule[], nameOf: NameOf): DraftView["rules"] =>
  rules.map((rule) => ({
    ruleNumber: rule.ruleNumber,
    shape: rule.shape,
    sentence: ruleSentence(rule, nameOf),
  }));

/** The rules of a draft with the numbers that its parties will see. */
export const sentencesAsProposed = ({ version, nameOf }: DraftView): DraftView["rules"] =>
  sentencesOf(rulesAsProposed(version), nameOf);

export interface FundChoice extends OwnedFund {
  label: string;
}

/** Every fund with its year and nature in its label; with a day, those that are not closed on it. */
export async function fundChoices(q: Queryable, input: { openOn?: Day } = {}): Promise<FundChoice[]> {
  const rows = await q
    .select({
      id: fund.id,
      name: fund.name,
      year: fund.financialYear,
      nature: fund.nature,
      payerCode: fund.payerCode,
    })
    .from(fund)
    .where(input.openOn === undefined ? undefined : gte(fund.closesOn, input.openOn))
    .orderBy(asc(fund.name), asc(fund.financialYear));
  return rows.map((row) => {
    const year = formatFinancialYear(row.year);
    const name = row.name.includes(year) ? row.name : `${row.name}, ${year}`;
    const nature = row.nature as OwnedFund["nature"];
    const { id: fundId, year: financialYear, payerCode } = row;
    return { fundId, financialYear, nature, payerCode, label: `${name} (${nature})` };
  });
}

/** What there is to choose from for one rule of a draft. */
export async function ruleChoices(q: Queryable, draft: DraftView, ruleNumber?: number) {
  const standards = await q
    .select({ id: standard.id, title: standard.title })
    .from(standard)
    .orderBy(asc(standard.title));
  return {
    payers: [
      ...draft.parties,
      { value: BUYER, label: "the buyer" },
      { value: BUYERS_ICB, label: "the buyer’s integrated care board" },
    ],
    funds: (await fundChoices(q)).map(({ fundId, label }) => ({ value: fundId, label })),
    rules: draft.rules
      .filter((rule) => rule.ruleNumber !== ruleNumber && rule.shape !== "residual")
      .map((rule) => ({
        ruleNumber: rule.ruleNumber,
        label: `rule ${rule.ruleNumber}: ${shortened(rule.sentence)}`,
      })),
    regions: Object.entries(REGIONS).map(([value, label]) => ({ value, label })),
    requirements: [
      { value: "dspt", label: "the data security and protection toolkit (DSPT)" },
      { value: "cqc-registered", label: "registered with the Care Quality Commission" },
      { value: "product-assured", label: "the product is certified here" },
      ...standards.map(({ id, title }) => ({ value: `standard:${id}`, label: title })),
    ],
  };
}

function shortened(sentence: string): string {
  return sentence.length <= 60 ? sentence : `${sentence.slice(0, 57).trimEnd()}...`;
}

/** What an agreement can be kept to. */
export async function scopeChoices(q: Queryable) {
  const [programmes, frameworks, lots, boards] = await Promise.all([
    q.select({ value: programme.id, label: programme.name }).from(programme).orderBy(asc(programme.name)),
    q.select({ value: framework.id, label: framework.name }).from(framework).orderBy(asc(framework.name)),
    q
      .select({ value: lot.id, name: lot.name, of: framework.shortName })
      .from(lot)
      .innerJoin(framework, eq(framework.id, lot.frameworkId))
      .orderBy(asc(framework.shortName), asc(lot.number)),
    q
      .select({ value: organisation.code, label: organisation.name })
      .from(organisation)
      .where(eq(organisation.kind, "icb"))
      .orderBy(asc(organisation.name)),
  ]);
  return {
    programmes,
    frameworks,
    lots: lots.map(({ value, name, of }) => ({ value, label: `${name} (${of})` })),
    icbCodes: boards,
    regions: Object.entries(REGIONS).map(([value, label]) => ({ value, label })),
    buyerKinds: BUYER_KINDS.map((value) => ({ value, label: kindLabel(value, true) })),
    categories: COST_CATEGORY_IDS.map((value) => ({ value, label: costCategoryName(value) })),
  };
}
