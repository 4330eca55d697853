import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import type { Simulation } from "./simulate";
import { listed } from "~/domain/shared/sentence";

const MOST_NAMED = 3;

const money = (amount: Pence) => formatPence((amount < 0n ? -amount : amount) as Pence, { whole: true });

/** "a, b and c" */
function list(parts: readonly string[]): string {
  return listed(parts);
}

/** What a simulation found, in one sentence: who would pay how much more or less, or who would pay what. */
export function finding(
  simulation: Pick<Simulation, "before" | "differences" | "total">,
  nameOf: (code: string) => string,
): string {
  const { before, differences, total } = simulation;
  if (before === null) {
    const parts = differences
      .filter(({ after }) => after.cost !== 0n)
      .slice(0, MOST_NAMED)
      .map(({ payerCode, after }) => `${nameOf(payerCode)} would pay ${money(after.cost)}`);
    return parts.length === 0 ? "Nothing would be paid" : `${list(parts)} of ${money(total.after.cost)}`;
  }
  const moved = differences
    .filter(({ difference }) => difference !== 0n)
    .sort((a, b) => Number(size(b.difference) - size(a.difference)));
  if (moved.length === 0) return "Nothing changes: every payer pays what it paid before";
  const parts = moved
    .slice(0, MOST_NAMED)
    .map(({ payerCode, difference }, index) =>
      index === 0
        ? `${nameOf(payerCode)} would pay ${money(difference)} ${difference > 0n ? "more" : "less"}`
        : `${nameOf(payerCode)} ${money(difference)} ${difference > 0n ? "more" : "less"}`,
    );
  return list(parts);
}

/** What happens to the sum of all payers, for the picture beside the finding. */
export function totalFinding({ before, total }: Pick<Simulation, "before" | "total">): string {
  const after = money(total.after.cost);
  if (before === null) return `In all, the payers would bear ${after}`;
  const { difference } = total;
  if (difference === 0n) return `In all, the payers bear the same ${after} as before`;
  return `In all, the payers would bear ${money(difference)} ${difference > 0n ? "more" : "less"}: ${after}`;
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
