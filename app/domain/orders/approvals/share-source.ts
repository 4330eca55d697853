import { sum, type Pence } from "~/domain/money/money";
import { groupedBy } from "~/domain/shared/grouped-by";
import { costOf, type Share } from "~/domain/who-pays/cost";

type Sourced = Pick<
  Share,
  "payerCode" | "fundId" | "nature" | "financialYear" | "net" | "vat" | "recoverableVat"
>;

/** What shares take in one financial year from one fund, or from their payer's own budget (`fundId` null); pence. */
export interface SourceYear extends Pick<Share, "payerCode" | "fundId" | "nature" | "financialYear"> {
  net: Pence;
  vat: Pence;
  /** What it takes from there: VAT that comes back is no cost. */
  cost: Pence;
}

/**
 * Shares by year, source and kind of money, the earliest year first. The rows add up to the shares. In pence.
 */
export function sourceYears(shares: readonly Sourced[]): SourceYear[] {
  const keyOf = (share: Sourced | SourceYear) =>
    [share.financialYear, share.fundId ?? "", share.payerCode, share.nature].join(" ");
  return [...groupedBy(shares, keyOf).values()]
    .map((group) => {
      const { payerCode, fundId, nature, financialYear } = group[0]!;
      return {
        payerCode,
        fundId,
        nature,
        financialYear,
        net: sum(group.map((share) => share.net)),
        vat: sum(group.map((share) => share.vat)),
        cost: sum(group.map(costOf)),
      };
    })
    .sort((a, b) => a.financialYear - b.financialYear || (keyOf(a) < keyOf(b) ? -1 : 1));
}
