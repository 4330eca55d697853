import { listed } from "~/domain/shared/sentence";
import { over100 } from "./check-figures";
import { clash, type Contradiction } from "./contradiction";
import { COST_CATEGORIES, type CostCategory } from "../rules/cost-line";
import {
  isPaying,
  payersOf,
  ratioOf,
  type ClawbackRule,
  type EarmarkRule,
  type MilestoneReleaseRule,
  type PayerRef,
  type Rule,
} from "../rules/rule";
import { groupedBy } from "~/domain/shared/grouped-by";

type ConditionRule = EarmarkRule | MilestoneReleaseRule | ClawbackRule;

const SETS: Record<ConditionRule["shape"], string> = {
  earmark: "earmarks",
  "milestone-release": "holds back",
  clawback: "claws back",
};

/** The rules that make a payer pay, the residual and floors included. */
function rulesPaying(rules: readonly Rule[], payer: PayerRef): Rule[] {
  return rules.filter((rule) =>
    isPaying(rule)
      ? payersOf(rule).some((each) => each.payer === payer)
      : (rule.shape === "residual" || rule.shape === "floor") && rule.payer === payer,
  );
}

function checkPayer(rule: ConditionRule, rules: readonly Rule[]): Contradiction[] {
  if (rulesPaying(rules, rule.payer).length > 0) return [];
  const text = `Rule ${rule.ruleNumber} ${SETS[rule.shape]} money of ${rule.payer}, and no rule makes ${rule.payer} pay.`;
  return [clash("target-unknown", [rule.ruleNumber], text)];
}

/** Whether a rule could put its payer's money on a category. */
function mayReach(rule: Rule, payer: PayerRef, category: CostCategory): boolean {
  if (rule.when?.categories && !rule.when.categories.includes(category)) return false;
  if (rule.shape !== "category-split") return true;
  return rule.shares.some((share) => share.payer === payer && share.category === category);
}

/** An earmark that can never be kept: none of the payer's rules pays for the category. */
function checkReach(rule: EarmarkRule, rules: readonly Rule[]): Contradiction[] {
  const paying = rulesPaying(rules, rule.payer);
  const { numerator } = ratioOf(rule.portion);
  if (paying.length === 0 || numerator === 0n) return [];
  if (paying.some((each) => mayReach(each, rule.payer, rule.category))) return [];
  const numbers = paying.map((each) => each.ruleNumber);
  const text = `Rule ${rule.ruleNumber} wants money of ${rule.payer} to be for ${COST_CATEGORIES[rule.category] ?? rule.category}, and rule${numbers.length > 1 ? "s" : ""} ${listed(numbers)} pay${numbers.length > 1 ? "" : "s"} nothing for it.`;
  return [clash("earmark-out-of-reach", [rule.ruleNumber, ...numbers], text)];
}

/** Rules of one kind on one payer's same money that come to more than all of it. */
function checkOver100(found: readonly (EarmarkRule | MilestoneReleaseRule)[], code: string): Contradiction[] {
  const byMoney = groupedBy(found, (rule) =>
    JSON.stringify([rule.payer, rule.fundIds ?? [], rule.when ?? {}]),
  );
  return [...byMoney.values()].flatMap((rules) => {
    if (!over100(rules.map((rule) => rule.portion))) return [];
    const numbers = rules.map((rule) => rule.ruleNumber);
    const text = `Rules ${listed(numbers)} together ${code === "earmarks-over-100" ? "earmark" : "hold back"} more than 100% of what ${rules[0]!.payer} pays.`;
    return [clash(code, numbers, text)];
  });
}

/** A clawback that another one always beats: it gives back no more, and reaches no further. */
function checkBeaten(rules: readonly ClawbackRule[]): Contradiction[] {
  const sizes = rules.map((rule) => ratioOf(rule.portion));
  return rules.flatMap((rule, index) => {
    const beating = rules.find((other, at) => {
      if (at === index || other.when || other.fundIds) return false;
      if (other.payer !== rule.payer || other.trigger !== rule.trigger) return false;
      const [one, two] = [sizes[at]!, sizes[index]!];
      const more = one.numerator * two.denominator - two.numerator * one.denominator;
      if (more < 0n || other.windowMonths < rule.windowMonths) return false;
      return at < index || more > 0n || other.windowMonths > rule.windowMonths;
    });
    if (!beating) return [];
    const text = `Rule ${rule.ruleNumber} can never apply: rule ${beating.ruleNumber} gives back at least as much for at least as long.`;
    return [clash("unreachable", [rule.ruleNumber, beating.ruleNumber], text)];
  });
}

/** Clashes of the rules that set conditions on money rather than move it: earmarks, releases and clawbacks. */
export function checkConditions(rules: readonly Rule[]): Contradiction[] {
  const earmarks = rules.filter((rule) => rule.shape === "earmark");
  const releases = rules.filter((rule) => rule.shape === "milestone-release");
  const clawbacks = rules.filter((rule) => rule.shape === "clawback");
  return [
    ...[...earmarks, ...releases, ...clawbacks].flatMap((rule) => checkPayer(rule, rules)),
    ...earmarks.flatMap((rule) => checkReach(rule, rules)),
    ...checkOver100(earmarks, "earmarks-over-100"),
    ...checkOver100(releases, "releases-over-100"),
    ...checkBeaten(clawbacks),
  ];
}
