import { numberOf, ruleOn, type DatedRule } from "~/domain/frameworks/rule";
import { pence, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";

/** A key performance indicator: what is measured, and what the supplier has to reach. */
export interface Kpi {
  title: string;
  target: string;
}

export const MOST_KPIS = 10;
export const LONGEST_KPI = { title: 200, target: 200 };
export const LONGEST_NO_KPIS_REASON = 1_000;

/** What the law asks of an order: from which value, and how many indicators. */
export interface KpiRule {
  /** Including VAT, over the whole term. */
  above: Pence;
  least: number;
  ruleId: string;
  reference: string;
}

const RULE = "PA-18";
const PENCE_PER_MILLION = 100_000_000n;

/** The rule on key performance indicators in force on a day (Procurement Act 2023 s.52); null when none is on record. */
export function kpiRuleOn(rules: readonly DatedRule[], on: Day): KpiRule | null {
  const rule = ruleOn(rules, RULE, on);
  const millions = rule && numberOf(rule, "millionPounds");
  const least = rule && numberOf(rule, "leastKpis");
  if (!rule || !millions || !least) return null;
  return {
    above: pence(BigInt(millions) * PENCE_PER_MILLION),
    least,
    ruleId: RULE,
    reference: rule.reference,
  };
}

/**
 * How many indicators an order of this value needs before it is sent. The value is pence including VAT; 0
 * while no rule is on record.
 */
export function kpisNeeded(gross: Pence | null, rule: KpiRule | null): number {
  return rule !== null && gross !== null && gross > rule.above ? rule.least : 0;
}

/** What is wrong with the indicators, by field of the page; empty when they can be saved. */
export function checkKpis(kpis: readonly Kpi[]): string[] {
  const found: string[] = [];
  if (kpis.length > MOST_KPIS) found.push(`An order has at most ${MOST_KPIS} key performance indicators.`);
  const titles = kpis.map(({ title }) => title.trim().toLocaleLowerCase("en-GB"));
  if (new Set(titles).size < titles.length)
    found.push("Two indicators have the same name: measure each once.");
  if (kpis.some(({ title, target }) => !title.trim() || !target.trim()))
    found.push("Each indicator needs what is measured and the target.");
  return found;
}
