import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { evidenceGaps, type EvidenceInput } from "./claim";
import type { AskedItem } from "./evidence-kinds";

/** Throws Problem rule-broken `evidence-incomplete` with each gap, unless the evidence for these items is complete. */
export function requireEvidence(
  items: readonly AskedItem[],
  given: readonly EvidenceInput[],
  today: Day,
): void {
  const gaps = evidenceGaps(items, given, today);
  if (gaps.length > 0) {
    throw new Problem(
      "rule-broken",
      "evidence-incomplete",
      { title: "The claim is not complete.", detail: gaps.join(" ") },
      { gaps },
    );
  }
}
