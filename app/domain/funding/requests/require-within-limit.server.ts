import type { Queryable } from "~db";
import type { Actor } from "~/domain/audit/event";
import { formatPence } from "../../money/format";
import type { Pence } from "../../money/money";
import type { Day } from "../../shared/day";
import { Problem } from "../../shared/problem";
import { needsSecondOfficer } from "./money-request";
import { oneOfficerLimit, putInAlone } from "./money-request-views.server";

/**
 * Throws needs-second-officer when a person puts more into a fund than one officer may in a year. The system
 * itself has no limit. Hold the fund's row first, so that two sums of one officer are counted one after the
 * other. The amount is pence. Throws Problem not-allowed `needs-second-officer`.
 */
export async function requireWithinLimit(
  q: Queryable,
  input: { fundId: string; amount: Pence; actor: Pick<Actor, "userId">; today: Day },
): Promise<void> {
  const { userId } = input.actor;
  if (userId === null) return;
  const limit = await oneOfficerLimit(q);
  const alone = await putInAlone(q, { fundId: input.fundId, userId, today: input.today });
  if (!needsSecondOfficer(input.amount, limit, alone)) return;
  throw new Problem("not-allowed", "needs-second-officer", {
    title: `Two officers put ${formatPence(input.amount)} into a fund together.`,
    detail: `One alone may put up to ${formatPence(limit)} into one fund in a financial year${alone > 0n ? `, and you have put ${formatPence(alone)} into this one` : ""}. Ask for it, and another commercial officer decides.`,
    rule: "The person who approves is not the one who asked",
  });
}
