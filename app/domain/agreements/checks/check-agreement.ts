import { listed } from "~/domain/shared/sentence";
import type { AgreementVersion } from "../agreement";
import { checkConditions } from "./check-conditions";
import { checkFigures } from "./check-figures";
import { checkFunds, checkNatures } from "./check-funds";
import { clash, type Contradiction, type KnownFund, type OwnedFund } from "./contradiction";
import { checkFundYears } from "./check-fund-years";
import { checkFundOwners } from "./fund-owners";
import { findCoverageClashes, findFloorClashes } from "./coverage";
import {
  BUYER,
  BUYERS_ICB,
  isPaying,
  payersOf,
  ratioOf,
  targets,
  type CapRule,
  type EligibilityRule,
  type FloorRule,
  type PayingRule,
  type Rule,
} from "../rules/rule";

const KNOWN_SHAPES = new Set(
  (
    "percentage taper category-split fixed first-slice per-unit band match cap floor capital-revenue eligibility " +
    "envelope earmark milestone-release clawback residual"
  ).split(" "),
);

function checkResidual(rules: readonly Rule[]): Contradiction[] {
  const residuals = rules.filter((rule) => rule.shape === "residual");
  if (residuals.length === 0)
    return [clash("no-residual", [], "No rule says who pays what is left. Add a residual rule as the last.")];
  const found: Contradiction[] = [];
  const numbers = residuals.map((rule) => rule.ruleNumber);
  if (residuals.length > 1) {
    const text = `Rules ${listed(numbers)} both take what is left. Only the last rule can.`;
    found.push(clash("two-residuals", numbers, text));
  }
  const last = rules.at(-1)!;
  if (last.shape !== "residual") {
    const text = `Rule ${last.ruleNumber} comes after rule ${numbers[0]}, which takes everything that is left. The residual rule must be last.`;
    found.push(clash("residual-not-last", [numbers[0]!, last.ruleNumber], text));
  }
  for (const { ruleNumber, when } of residuals) {
    if (!when || Object.values(when).every((value) => value === undefined)) continue;
    const text = `Rule ${ruleNumber} takes what is left only under conditions, so some costs could be left unpaid. Remove the conditions.`;
    found.push(clash("residual-with-conditions", [ruleNumber], text));
  }
  return found;
}

function checkNumbersAndShapes(rules: readonly Rule[]): Contradiction[] {
  const found: Contradiction[] = [];
  const seen = new Set<number>();
  for (const { ruleNumber, shape } of rules) {
    if (seen.has(ruleNumber))
      found.push(clash("rule-number-twice", [ruleNumber], `Two rules have the number ${ruleNumber}.`));
    seen.add(ruleNumber);
    if (!KNOWN_SHAPES.has(shape)) {
      found.push(
        clash("shape-unknown", [ruleNumber], `Rule ${ruleNumber} has an unknown shape, “${String(shape)}”.`),
      );
    }
  }
  return found;
}

function checkTarget(
  rule: CapRule | EligibilityRule,
  rules: readonly Rule[],
  paying: readonly PayingRule[],
): Contradiction[] {
  const { ruleNumber, appliesTo } = rule;
  const residual = rules.find((other) => other.shape === "residual");
  const what = rule.shape === "cap" ? "limits" : "tests";
  if ("rule" in appliesTo) {
    const target = rules.find((other) => other.ruleNumber === appliesTo.rule);
    if (!target) {
      const text = `Rule ${ruleNumber} ${what} rule ${appliesTo.rule}, and there is no such rule.`;
      return [clash("target-unknown", [ruleNumber], text)];
    }
    if (isPaying(target)) return [];
    const why = target.shape === "residual" ? "takes whatever is left" : "pays nothing by itself";
    const text = `Rule ${ruleNumber} ${what} rule ${target.ruleNumber}, which ${why}.`;
    return [clash("target-not-paying", [ruleNumber, target.ruleNumber], text)];
  }
  if (residual?.shape === "residual" && residual.payer === appliesTo.payer) {
    const text = `Rule ${ruleNumber} ${what} ${appliesTo.payer}, which must pay whatever is left by rule ${residual.ruleNumber}.`;
    return [clash("residual-payer-limited", [ruleNumber, residual.ruleNumber], text)];
  }
  if (paying.some((other) => targets(appliesTo, other))) return [];
  const text = `Rule ${ruleNumber} ${what} ${appliesTo.payer}, and no rule makes ${appliesTo.payer} pay.`;
  return [clash("target-unknown", [ruleNumber], text)];
}

function checkFloors(rules: readonly Rule[], paying: readonly PayingRule[]): Contradiction[] {
  const found: Contradiction[] = [];
  const floors = rules.filter((rule): rule is FloorRule => rule.shape === "floor");
  const caps = rules.filter((rule): rule is CapRule => rule.shape === "cap");
  for (const floor of floors) {
    for (const cap of caps) {
      const limitsPayer =
        "payer" in cap.appliesTo
          ? cap.appliesTo.payer === floor.payer
          : paying.some((rule) => targets(cap.appliesTo, rule) && targets({ payer: floor.payer }, rule)) &&
            !rules.some((rule) => rule.shape === "residual" && rule.payer === floor.payer);
      const holds = floor.amount !== undefined && floor.amount <= cap.amount && cap.scope === "order";
      if (!limitsPayer || (holds && !cap.perFinancialYear)) continue;
      const text = `Rule ${floor.ruleNumber} makes ${floor.payer} pay at least so much, and rule ${cap.ruleNumber} at most so much. They cannot both hold for every order.`;
      found.push(clash("floor-against-cap", [floor.ruleNumber, cap.ruleNumber], text));
    }
  }
  const unconditional = floors.filter((floor) => !floor.when && floor.portion !== undefined);
  const exceeds = unconditional.reduce(
    (total, floor) => {
      const { numerator, denominator } = ratioOf(floor.portion!);
      return { n: total.n * denominator + numerator * total.d, d: total.d * denominator };
    },
    { n: 0n, d: 1n },
  );
  if (unconditional.length > 1 && exceeds.n > exceeds.d) {
    const numbers = unconditional.map((floor) => floor.ruleNumber);
    const text = `Rules ${listed(numbers)} together make minimum contributions of more than 100%.`;
    found.push(clash("floors-over-100", numbers, text));
  }
  return found;
}

/** A named payer must sign; kinds of payer accept when they first buy (`boundPayers`). */
function checkParties({ rules, parties }: AgreementVersion): Contradiction[] {
  return rules.flatMap((rule) => {
    const payers = isPaying(rule)
      ? payersOf(rule).map(({ payer }) => payer)
      : rule.shape === "residual" || rule.shape === "floor"
        ? [rule.payer]
        : [];
    return [...new Set(payers)]
      .filter((payer) => payer !== BUYER && payer !== BUYERS_ICB && !parties.includes(payer))
      .map((payer) => {
        const text = `Rule ${rule.ruleNumber} makes ${payer} pay, and ${payer} is not a party to the agreement.`;
        return clash("payer-not-a-party", [rule.ruleNumber], text);
      });
  });
}

/**
 * Everything in an agreement that cannot hold, found when it is written and not when an invoice is due; empty when it is
 * sound. With `funds`, also checks that each fund a rule names exists and is of the nature and year the rule is about.
 */
export function checkAgreement(agreement: AgreementVersion, funds?: readonly KnownFund[]): Contradiction[] {
  const { rules } = agreement;
  const paying = rules.filter(isPaying);
  const figures = checkFigures(rules);
  return [
    ...checkNumbersAndShapes(rules),
    ...checkResidual(rules),
    ...figures,
    ...rules.flatMap((rule) =>
      rule.shape === "cap" || rule.shape === "eligibility" ? checkTarget(rule, rules, paying) : [],
    ),
    ...checkNatures(rules),
    ...checkFloors(rules, paying),
    ...checkConditions(rules),
    ...checkFunds(rules, funds),
    ...checkParties(agreement),
    // Percentages can only be added up once each of them makes sense.
    ...(figures.length === 0 ? findCoverageClashes(rules, funds) : []),
  ];
}

/**
 * Everything for which an agreement must not be signed: what cannot hold, and what the engine could work out but no
 * sentence would be true of: minimum contributions without room, money promised for longer than its funds have any, and
 * funds of somebody else than the payer.
 * Only this is asked of new words; what was signed before is split as it stands.
 */
export function checkBeforeSigning(
  agreement: AgreementVersion,
  funds: readonly OwnedFund[],
): Contradiction[] {
  const found = checkAgreement(agreement, funds);
  const sums = found.some(({ code }) => code === "over-100" || code.startsWith("figures-"));
  return [
    ...found,
    ...(sums ? [] : findFloorClashes(agreement.rules, funds)),
    ...checkFundYears(agreement, funds),
    ...checkFundOwners(agreement.rules, funds),
  ];
}
