import { decimalPence, formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { ratioSum } from "~/domain/cost-sharing/ratio-sum";
import type { CostSplit } from "~/domain/cost-sharing/shares";
import type { StepContext } from "~/domain/cost-sharing/step-reason";
import { stepsAt, type TraceStep } from "~/domain/cost-sharing/trace";

/** One line of the answer to "why is this so much?"; the amounts sum to the share's net. */
export interface ExplainedStep {
  ruleNumber: number;
  text: string;
  amount: Pence;
}

function ratioText({ numerator, denominator }: { numerator: bigint; denominator: bigint }): string {
  if (10_000n % denominator !== 0n) return `${numerator}/${denominator}`;
  const hundredths = numerator * (10_000n / denominator);
  const fraction = (hundredths % 100n).toString().padStart(2, "0").replace(/0+$/, "");
  return `${hundredths / 100n}${fraction ? `.${fraction}` : ""}%`;
}

/** "2/1 of £300.00 of evidenced local spend, at most £500.00, = " */
function matchText({ matched }: StepContext): string {
  if (!matched) return "";
  const { numerator, denominator } = matched.ratio;
  return `${numerator} for every ${denominator} of ${formatPence(matched.spent)} of evidenced local spend, up to ${formatPence(matched.max)}: `;
}

/** "50% of the first £100.00 and 25% of the next £200.00" */
function bandsText({ cost, count, slices }: NonNullable<StepContext["bands"]>): string {
  const parts: string[] = [];
  slices.forEach(({ size, ratio }, index) => {
    if (size === 0n) return;
    const slice = count === null ? formatPence(size as Pence) : size.toString();
    parts.push(`${ratioText(ratio)} of the ${index === 0 ? "first" : "next"} ${slice}`);
  });
  const of = count === null ? "" : `, a unit of ${count} bearing an equal part of ${formatPence(cost)}`;
  return `${parts.join(" and ")}${of}`;
}

/** The bands with what they come to: an equation only where it is one to the penny. */
function bandsSum(bands: NonNullable<StepContext["bands"]>, comesTo: Pence): string {
  let [over, under] = [0n, 1n];
  for (const { size, ratio } of bands.slices) {
    over = over * ratio.denominator + size * ratio.numerator * under;
    under *= ratio.denominator;
  }
  if (bands.count !== null) [over, under] = [over * bands.cost, under * bands.count];
  const text = bandsText(bands);
  if (over === comesTo * under) return `${text} = ${formatPence(comesTo)}`;
  const where =
    comesTo * under < over
      ? "the rest of the penny is in what the others pay"
      : "what completes the penny comes from what the others pay";
  return `${text} is ${formatPence(comesTo)} in whole pence (${where})`;
}

function potText(bucket: string | undefined): string {
  return !bucket || bucket === "order" ? "for the order" : `for ${bucket.replace(":", " ")}`;
}

/** One step in plain English, with its arithmetic. */
export function stepText({ kind, amount, base, context }: TraceStep): string {
  const size = (amount < 0n ? -amount : amount) as Pence;
  const { limit, total, used, askedBy } = context;
  switch (kind) {
    case "portion":
      return ratioSum({ ratio: context.ratio!, ratioText: ratioText(context.ratio!), base, amount });
    case "rest-portion": {
      const what = `the ${formatPence(base)} left`;
      return ratioSum({ ratio: context.ratio!, ratioText: ratioText(context.ratio!), base, amount, what });
    }
    case "band": {
      const needed = total === limit ? "" : `, of which ${formatPence(total!)} was needed,`;
      return `${bandsSum(context.bands!, limit!)}${needed} ${potText(context.bucket)}; this cost’s part, with ${formatPence(base)} left to pay, is ${formatPence(amount)}`;
    }
    case "sum": {
      const count = context.count === undefined ? "" : ` (for a count of ${context.count})`;
      const all =
        matchText(context) +
        (total === limit
          ? formatPence(total!)
          : `${formatPence(limit!)}, of which ${formatPence(total!)} was needed,`);
      if (total === amount)
        return `${all}${count} ${potText(context.bucket)}, towards the ${formatPence(base)} left`;
      return `${all}${count} ${potText(context.bucket)}; this cost’s part, with ${formatPence(base)} left to pay, is ${formatPence(amount)}`;
    }
    case "nothing-left":
      return `Only ${formatPence(base)} of the cost was left, so ${formatPence(size)} less`;
    case "cut": {
      const before = used ? `, of which ${formatPence(used)} was used` : "";
      return `The limit is ${formatPence(limit!)} ${potText(context.bucket)}${before}; rule ${askedBy} asked for ${formatPence(total!)}, so ${formatPence(base)} here is cut by ${formatPence(size)}`;
    }
    case "moved-away":
      return `${formatPence(size)} of ${formatPence(base)} moves to the payer whose minimum is ${formatPence(limit!)}, and who would have paid ${formatPence(total!)}`;
    case "moved-here":
      return `The minimum is ${formatPence(limit!)} and ${formatPence(total!)} would have been paid, so ${formatPence(size)} of another payer’s ${formatPence(base)} moves here`;
    case "rest":
      return `What the other rules leave of ${formatPence(base)} = ${formatPence(amount)}`;
  }
}

/**
 * Why a share is what it is: one line for each step, in the order in which they happened, whose amounts sum to the
 * share's net. `shareIndex` is its position in `split.shares`.
 */
export function explainShare(split: CostSplit, shareIndex: number): ExplainedStep[] {
  return stepsAt(split.trace, shareIndex).map((step) => ({
    ruleNumber: step.ruleNumber,
    text: stepText(step),
    amount: step.amount,
  }));
}

/** The same, ready to be stored with an order as JSON; amounts in pounds as "600.00". */
export function explanationAsJson(
  steps: readonly ExplainedStep[],
): { ruleNumber: number; text: string; amount: string }[] {
  return steps.map(({ ruleNumber, text, amount }) => ({ ruleNumber, text, amount: decimalPence(amount) }));
}
