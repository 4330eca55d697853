import type { Tx } from "~db";
import { Problem } from "~/domain/shared/problem";
import { GATE_RULE, type Verdict } from "./verdict";
import { verdictFor, type VerdictQuestion } from "./verdict-views.server";

/**
 * The gate: throws the rule-broken Problem `not-compliant` unless the solution meets every standard on the
 * day. It names the certificate, since when, and who can mend it. Ask it inside the transaction that it
 * guards; it locks nothing. `action` completes "You cannot ... yet" (default: place this order); `next` is the way on, of what no public page shows. `verdict` is
 * the answer to this very question, where the same transaction has asked it already. Throws Problem not-found
 * `solution-not-found`.
 */
export async function requireCompliant(
  tx: Tx,
  input: VerdictQuestion & {
    solutionId: string;
    action?: string;
    next?: { label: string; href: string };
    verdict?: Verdict;
  },
): Promise<Verdict> {
  const answer = input.verdict ?? (await verdictFor(tx, input));
  if (answer.outcome !== "not-compliant") return answer;
  const failed = answer.lines.filter((line) => line.outcome === "not-met");
  const remedies = [...new Set(failed.map((line) => line.remedy).filter((text) => text !== null))];
  throw new Problem(
    "rule-broken",
    "not-compliant",
    {
      title: `You cannot ${input.action ?? "place this order"} yet: ${failed.map((line) => line.text).join(" ")}`,
      detail: remedies.join(" "),
      rule: GATE_RULE,
      next: input.next ?? { label: "See its certificates", href: `/solutions/${input.solutionId}` },
    },
    {
      solutionId: input.solutionId,
      on: input.on,
      standards: failed.map((line) => line.standardId),
      certificates: failed.map((line) => line.certificateNumber).filter((number) => number !== null),
    },
  );
}
