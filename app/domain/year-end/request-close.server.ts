import type { Tx } from "~db";
import { financialYearClose } from "~db/schema/year-end";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { notifyOfficers } from "~/domain/people/notify-officers.server";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { formatFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";
import { conditionsNotMet } from "./close-refusal";
import { closeView } from "./close-views.server";

/**
 * Asks for a financial year to be closed. What orders still hold of lapsing funds is kept for payment after
 * the year only with a reason. Nothing happens until another officer closes it. Throws close-not-ready with
 * what is missing, close-asked-already or year-closed-already. A year closed or asked for before is refused
 * with conflict `year-closed-already` or `close-asked-already`. Throws Problem not-allowed `a-person-asks`
 * and `funding-officer-only`, conflict `close-asked-already`, rule-broken `close-not-ready`.
 */
export async function requestClose(
  tx: Tx,
  input: { financialYear: FinancialYear; accrualReason: string; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const { financialYear, actor, at, today } = input;
  requireFundingOfficer(actor);
  if (actor.userId === null) {
    throw new Problem("not-allowed", "a-person-asks", "The closing of a year is asked for by a person.");
  }
  const view = await closeView(tx, { financialYear, today, now: at });
  const year = formatFinancialYear(financialYear);
  if (view.close) {
    throw new Problem("conflict", view.close.closedAt ? "year-closed-already" : "close-asked-already", {
      title: view.close.closedAt
        ? `${year} is closed already.`
        : `The closing of ${year} is asked for already.`,
      detail: view.close.closedAt
        ? "A closed year stays closed."
        : `${view.close.requestedByName} asked for it. Another officer closes the year, or takes the request back.`,
    });
  }
  const accrued = sum(view.outstanding.map((one) => one.left));
  const accrualReason = input.accrualReason.trim() || null;
  const kept = accrualReason !== null;
  const missing = view.conditions.filter(
    (condition) => !condition.met && !(condition.key === "reservations" && kept),
  );
  if (missing.length > 0) throw conditionsNotMet(year, missing);
  const [row] = await tx
    .insert(financialYearClose)
    .values({
      financialYear,
      accrued,
      accrualReason: accrued > 0n ? accrualReason : null,
      requestedBy: actor.userId,
      requestedAt: at,
    })
    .onConflictDoNothing()
    .returning({ financialYear: financialYearClose.financialYear });
  if (!row) {
    throw new Problem("conflict", "close-asked-already", {
      title: `The closing of ${year} is asked for already.`,
      detail: "Somebody was faster. Another officer closes the year, or takes the request back.",
    });
  }
  const keeping =
    accrued > 0n ? ` and keep ${formatPence(accrued)} for payment after the year: ${accrualReason}` : "";
  await recordEvent(tx, {
    stream: `financial-year:${financialYear}`,
    action: "financial-year.close-requested",
    summary: `Asked to close ${year}${keeping}`,
    actor,
    at,
    after: { accrued, accrualReason },
  });
  await notifyOfficers(tx, {
    exceptUserId: actor.userId,
    kind: "close-requested",
    subject: `${actor.name} asks to close the financial year ${year}`,
    body: [
      `${actor.name} asks to close ${year}${keeping}.`,
      "After that nothing can be recorded in it.",
      { label: "Close it, or take the request back", path: `/commercial/year-end/${financialYear}/close` },
    ],
  });
}
