import { holdsForLine, holdsForOrder } from "~/domain/cost-sharing/facts";
import { isPaying } from "~/domain/cost-sharing/rule";
import type { CostSplit } from "~/domain/cost-sharing/shares";
import { stepsAt } from "~/domain/cost-sharing/trace";
import type { SplitPart } from "./simulate";

export interface IdleRule {
  ruleNumber: number;
  /** Why it paid nothing, in words. */
  why: string;
}

/** The rules that could have paid and did not, each with the reason, in the order of the agreement. */
export function idleRules({ agreement, facts, lines }: SplitPart, split: CostSplit): IdleRule[] {
  const fired = new Set<number>();
  split.shares.forEach((_, index) => {
    for (const step of stepsAt(split.trace, index)) fired.add(step.ruleNumber);
  });
  return agreement.rules.flatMap((rule): IdleRule[] => {
    const { ruleNumber } = rule;
    const barred = split.notFired.filter(
      ({ appliesTo }) => "rule" in appliesTo && appliesTo.rule === ruleNumber,
    );
    if (barred.length > 0) {
      return barred.map(({ ruleNumber: by, reasons }) => ({
        ruleNumber,
        why: `${by === ruleNumber ? "" : `Rule ${by} keeps it from paying: `}${reasons.join("; ")}.`,
      }));
    }
    if (rule.shape === "eligibility") {
      const own = split.notFired.find((each) => each.ruleNumber === ruleNumber);
      return own ? [{ ruleNumber, why: `It is not met, because ${own.reasons.join("; ")}.` }] : [];
    }
    if (!isPaying(rule) || fired.has(ruleNumber)) return [];
    if (!holdsForOrder(rule.when, facts)) {
      return [{ ruleNumber, why: "Its conditions on the buyer or on the order date do not hold." }];
    }
    if (!lines.some((line) => holdsForLine(rule.when, line, facts))) {
      return [{ ruleNumber, why: "Nothing in the basket is of the kind and year that it is about." }];
    }
    return [{ ruleNumber, why: "Nothing was left for it to pay, or no fund of its own fits the year." }];
  });
}
