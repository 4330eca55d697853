import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "~db";
import { financialYearClose } from "~db/schema/year-end";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { formatFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";
import { requireReason } from "~/domain/shared/reason";
import { noCloseRequest } from "./close-refusal";

/**
 * Takes the request to close a year back, or turns it down: any officer may, with a reason. The year stays open.
 * Throws Problem bad-request `reason-missing` and `reason-too-long`, conflict `close-not-asked`, not-allowed
 * `funding-officer-only`.
 */
export async function withdrawClose(
  tx: Tx,
  input: { financialYear: FinancialYear; reason: string; actor: Actor; at: Date },
): Promise<void> {
  requireFundingOfficer(input.actor);
  const year = formatFinancialYear(input.financialYear);
  const reason = requireReason(input.reason, "Say why the year is not closed.");
  const [gone] = await tx
    .delete(financialYearClose)
    .where(
      and(eq(financialYearClose.financialYear, input.financialYear), isNull(financialYearClose.closedAt)),
    )
    .returning();
  if (!gone) throw noCloseRequest(year);
  await recordEvent(tx, {
    stream: `financial-year:${input.financialYear}`,
    action: "financial-year.close-withdrawn",
    summary: `Took the request to close ${year} back: ${reason}`,
    actor: input.actor,
    at: input.at,
    before: { requestedBy: gone.requestedBy, accrued: gone.accrued },
    after: { reason },
  });
}
