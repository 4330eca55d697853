import type { Pence } from "~/domain/money/money";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import { actsFor, holdsForLine, holdsForOrder, payerCodeOf, type Facts } from "./facts";
import { greatestCommonDivisor, roundTogetherLarge } from "./portions";
import { ratioSum } from "./ratio-sum";
import { formatRatio, ratioOf, type MilestoneReleaseRule, type Rule } from "~/domain/agreements/rules/rule";
import type { Share } from "./share";
import { penceOf, wholeOf } from "./whole";

/** A part of a share that waits for a milestone. What of the share no release names is payable at once. */
export interface Release {
  /** Position of the share in the split's `shares`. */
  shareIndex: number;
  ruleNumber: number;
  milestone: string;
  /** Of the share's net; the share itself stays as it is. */
  amount: Pence;
  /** The milestone is met and evidenced, so that the part is payable. */
  met: boolean;
  text: string;
}

/** The release rules on one share. */
function rulesFor(
  rules: readonly MilestoneReleaseRule[],
  share: Share,
  line: CostLine,
  facts: Facts,
): MilestoneReleaseRule[] {
  return rules.filter(
    (rule) =>
      actsFor(share.payerCode, payerCodeOf(rule.payer, facts), facts) &&
      (!rule.fundIds || (share.fundId !== null && rule.fundIds.includes(share.fundId))) &&
      holdsForLine(rule.when, line, facts),
  );
}

/** Rounds the parts of one share together; what waits for nothing wins ties, so that no milestone holds a penny too many. */
function partsOf(net: bigint, rules: readonly MilestoneReleaseRule[]): Pence[] {
  const ratios = rules.map((rule) => ratioOf(rule.portion));
  const denominator = ratios.reduce(
    (common, each) => (common / greatestCommonDivisor(common, each.denominator)) * each.denominator,
    1n,
  );
  const numerators = ratios.map((ratio) => ratio.numerator * (denominator / ratio.denominator));
  const rest = denominator - numerators.reduce((a, b) => a + b, 0n);
  const size = wholeOf(net < 0n ? -net : net);
  const parts = roundTogetherLarge(size, [...numerators, rest > 0n ? rest : 0n], denominator);
  return rules.map((_, index) => penceOf(net < 0n ? -parts[index]! : parts[index]!));
}

/**
 * What of each share waits for which milestone. It is about when money moves, never about how much. Amounts
 * are pence, net. Throws Problem rule-broken `fact-missing`, bad-request `cost-too-large`.
 */
export function releasesOf(
  shares: readonly Share[],
  lineOf: (shareIndex: number) => CostLine,
  rules: readonly Rule[],
  facts: Facts,
): Release[] {
  const releasing = rules.filter(
    (rule): rule is MilestoneReleaseRule =>
      rule.shape === "milestone-release" && holdsForOrder(rule.when, facts),
  );
  if (releasing.length === 0) return [];
  return shares.flatMap((share, shareIndex) => {
    const own = rulesFor(releasing, share, lineOf(shareIndex), facts);
    const parts = own.length === 0 || share.net === 0n ? [] : partsOf(share.net, own);
    return parts.flatMap((amount, index) => {
      const { ruleNumber, milestone, portion } = own[index]!;
      const met = (facts.milestonesMet ?? []).includes(milestone);
      const state = met ? "is met, so this is released" : "is not met yet, so this waits";
      const sum = ratioSum({
        ratio: ratioOf(portion),
        ratioText: formatRatio(portion),
        base: share.net,
        amount,
        others: "the rest of this share",
      });
      const text = `${sum}; the milestone “${milestone}” ${state}`;
      return amount === 0n ? [] : [{ shareIndex, ruleNumber, milestone, amount, met, text }];
    });
  });
}
