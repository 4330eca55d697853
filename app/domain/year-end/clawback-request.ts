import { Problem } from "~/domain/shared/problem";

export type ClawbackState = "requested" | "approved" | "declined";

/** Throws a Problem when a clawback is decided already, or the one who asked would decide it. */
export function requireDecidable(
  row: { state: string; requestedBy: string } | undefined,
  userId: string | null,
): asserts row {
  if (!row) throw new Problem("not-found", "no-such-clawback", "There is no such clawback.");
  if (row.state !== "requested") {
    throw new Problem("conflict", "clawback-decided", {
      title: `This clawback is ${row.state} already.`,
      detail: "It is decided once. The list shows by whom and when.",
    });
  }
  if (userId === null || userId === row.requestedBy) {
    throw new Problem("not-allowed", "clawback-own-request", {
      title: "You asked for this clawback yourself, so another commercial officer decides.",
      detail: "Two people stand behind every movement of money.",
      rule: "The person who approves is not the one who asked",
    });
  }
}
