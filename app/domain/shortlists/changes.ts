import { formatPence } from "~/domain/money/format";
import { isPriced, type ComparedSolution } from "./comparison";

function changesOf(was: ComparedSolution, now: ComparedSolution): string[] {
  const found: string[] = [];
  if (now.verdict.outcome === "not-compliant" && was.verdict.outcome !== "not-compliant") {
    const failed = now.verdict.lines.filter((line) => line.outcome === "not-met");
    for (const line of failed) found.push(`${line.text} ${line.remedy ?? ""}`.trim());
  }
  const [before, after] = [was, now].map((each) => (isPriced(each) ? each.total.net : undefined));
  if (before !== undefined && after === undefined) {
    found.push(`${was.name} has no list price for your quantities any more.`);
  } else if (before !== undefined && after !== undefined && before !== after) {
    found.push(
      `${was.name} would cost ${formatPence(after)} over the term today, and not ${formatPence(before)}, because its supplier changed the list price.`,
    );
  }
  return found;
}

/**
 * What is different today from what the lock kept, a sentence each: a solution that no longer meets its standards, or
 * whose price comes to another sum. The evidence stays as it was; an award and an order go by today.
 */
export function changesSince(
  frozen: readonly ComparedSolution[],
  today: readonly ComparedSolution[],
): string[] {
  return frozen.flatMap((was) => {
    const now = today.find((each) => each.solutionId === was.solutionId);
    return now ? changesOf(was, now) : [];
  });
}
