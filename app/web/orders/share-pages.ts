import { z } from "zod";
import { pageOfRows } from "~/domain/shared/rows-page";
import type { Page, PagePlace } from "~/domain/shared/page-place";
import { placeFields } from "~/web/lists/list-page";

/** Which of a payer's shares are shown: a page of them, or the one on which a financial year begins ("year=2026"). */
export const SharesQuery = z.object({
  ...placeFields(),
  year: z.coerce.number().int().min(2000).max(2200).optional().catch(undefined),
});

/** A share with its place among its payer's, which is its key: shares of an order in progress have no id yet. */
export type NumberedShare<Share> = Share & { index: number };

/** A page of what one payer pays of an order, by financial year; `place` goes before `year`. */
export function pageOfShares<Share extends { payerCode: string; financialYear: number }>(
  shares: readonly Share[],
  payerCode: string,
  { place, year }: { place: PagePlace | null; year?: number },
): Page<NumberedShare<Share>> {
  const own = shares
    .filter((share) => share.payerCode === payerCode)
    .toSorted((one, other) => one.financialYear - other.financialYear)
    .map((share, index) => ({ ...share, index }));
  const before = year === undefined ? undefined : own.findLast((share) => share.financialYear < year);
  const begin: PagePlace | null = before ? { side: "after", keys: [String(before.index)] } : null;
  return pageOfRows(own, ({ index }) => String(index), place ?? begin);
}
