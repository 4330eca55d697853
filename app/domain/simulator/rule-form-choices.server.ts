import { withCode } from "~/domain/shared/organisation-words";
import { asc, or, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { agreementParty } from "~db/schema/agreements";
import { standard } from "~db/schema/certification";
import { fund } from "~db/schema/funding";
import { organisation } from "~db/schema/organisations";
import { namesIn } from "~/domain/agreements/agreement-views.server";
import { BUYER, BUYERS_ICB, type Rule } from "~/domain/agreements/rules/rule";
import { ruleSentence } from "~/domain/agreements/rules/rule-sentence";
import { REGIONS } from "~/domain/organisations/region";
import { namedPayers } from "./own-rules";

interface Option {
  value: string;
  label: string;
}

const REQUIREMENTS: readonly Option[] = [
  { value: "dspt", label: "Data Security and Protection Toolkit" },
  { value: "cqc-registered", label: "Registered with the Care Quality Commission" },
  { value: "product-assured", label: "The product meets the standards that bind it" },
];

/** Everybody who pays anywhere, the boards and the centre, and whoever the rules name already. */
async function payers(q: Queryable, rules: readonly Rule[]): Promise<Option[]> {
  const named = namedPayers(rules);
  const rows = await q
    .select({ code: organisation.code, name: organisation.name })
    .from(organisation)
    .where(
      or(
        isAnyOf(organisation.kind, ["icb", "national"]),
        isAnyOf(organisation.code, q.select({ code: agreementParty.organisationCode }).from(agreementParty)),
        isAnyOf(organisation.code, q.select({ code: fund.payerCode }).from(fund)),
        named.length > 0 ? isAnyOf(organisation.code, named) : sql`false`,
      ),
    )
    .orderBy(asc(organisation.name));
  return [
    { value: BUYER, label: "The buyer" },
    { value: BUYERS_ICB, label: "The buyer’s integrated care board" },
    ...rows.map(({ code, name }) => ({ value: code, label: withCode(name, code) })),
  ];
}

/** What there is to choose from when a rule of a scenario is written: payers, funds, other rules, tests. */
export async function ruleFormChoices(q: Queryable, rules: readonly Rule[], ruleNumber: number | null) {
  const [funds, standards, nameOf, payerOptions] = await Promise.all([
    q
      .select({ value: fund.id, label: fund.name })
      .from(fund)
      .orderBy(asc(fund.financialYear), asc(fund.name)),
    q.select({ id: standard.id, title: standard.title }).from(standard).orderBy(asc(standard.title)),
    namesIn(q, [...rules]),
    payers(q, rules),
  ]);
  return {
    payers: payerOptions,
    funds,
    rules: rules
      .filter((rule) => rule.ruleNumber !== ruleNumber)
      .map((rule) => ({
        ruleNumber: rule.ruleNumber,
        label: `Rule ${rule.ruleNumber}: ${ruleSentence(rule, nameOf)}`,
      })),
    regions: Object.entries(REGIONS).map(([value, label]) => ({ value, label })),
    requirements: [
      ...REQUIREMENTS,
      ...standards.map(({ id, title }) => ({ value: `standard:${id}`, label: title })),
    ],
  };
}
