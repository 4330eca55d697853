import { Problem } from "~/domain/shared/problem";

/** The refusal of a second reversal of one movement. Answers Problem conflict `reversed-already`. */
export function alreadyReversed(): Problem {
  return new Problem("conflict", "reversed-already", {
    title: "This entry is reversed already.",
    detail: "An entry is reversed once. The ledger shows the reversal beside it.",
  });
}
