import type { Queryable } from "~db";
import type { Actor } from "~/domain/audit/event";
import { formatPence } from "../money/format";
import type { Pence } from "../money/money";
import { Problem } from "../shared/problem";
import { needsSecondOfficer } from "./money-request";
import { oneOfficerLimit } from "./money-request-views.server";

/** Throws needs-second-officer when a person puts more into a fund than one officer may. The system itself has no limit. */
export async function requireWithinLimit(
  q: Queryable,
  input: { amount: Pence; actor: Pick<Actor, "userId"> },
): Promise<void> {
  if (input.actor.userId === null) return;
  const limit = await oneOfficerLimit(q);
  if (!needsSecondOfficer(input.amount, limit)) return;
  throw new Problem("not-allowed", "needs-second-officer", {
    title: `Two officers put ${formatPence(input.amount)} into a fund together.`,
    detail: `One alone may put in up to ${formatPence(limit)}. Ask for it, and another commercial officer decides.`,
    rule: "The person who approves is not the one who asked",
  });
}
