import type { ListPrice } from "~/domain/catalogue/listing";
import type { NeededServices, NeedTotal } from "~/domain/catalogue/need-cost";
import type { Verdict } from "~/domain/certification/verdict";
import { whyTermNotInLot, type LotTerm } from "~/domain/frameworks/term";
import type { Pence } from "~/domain/money/money";
import type { PayerTotals, YearRow } from "~/domain/who-pays/cost";
import type { Offer } from "~/domain/pricing/best-offer";
import type { Quantities } from "~/domain/pricing/quantity";
import type { Day } from "~/domain/shared/day";
import { whyNotLockable } from "./shortlist";

export interface ComparedSolution {
  solutionId: string;
  name: string;
  summary: string;
  supplierId: string;
  supplierName: string;
  productVersion: string;
  hosting: string | null;
  serviceLevels: string;
  exitTerms: string;
  implementation: string;
  integrations: string[];
  capabilities: { ref: string; name: string; result: string }[];
  inLot: boolean;
  verdict: Verdict;
  offer: Offer<ListPrice>;
  /** The services of the need, as its supplier offers them, and what of them has no price. */
  needed: NeededServices;
  /** Who pays what over the whole term, largest first; empty while a price is missing. */
  payers: PayerTotals[];
  years: YearRow[];
  /** The solution with the services of the need over the term, and what the buyer's own organisation pays of it after funding: net and VAT that does not come back. */
  total: NeedTotal & { ownCost: Pence; perFinancialYear: { financialYear: number; ownCost: Pence }[] };
  agreementTitle: string | null;
  chosen: boolean;
  exclusionReason: string | null;
  /** The reason is that it does not meet the need as stated. */
  unmetNeed: boolean;
  /** Which need it does not meet. */
  unmetNeedText: string | null;
  lockedListingVersion: number | null;
}

export interface Comparison {
  id: string;
  name: string;
  state: string;
  lotId: string | null;
  /** What the lot says of the term; null while no lot is chosen. */
  lotTerm: LotTerm | null;
  buyerKind: string;
  quantities: Quantities;
  storedQuantities: Record<string, string>;
  termMonths: number;
  startsOn: Day;
  lockedAt: Date | null;
  solutions: ComparedSolution[];
}

/** Whether everything that is needed of a solution has a price, the services too. */
export function isPriced({ offer, needed }: Pick<ComparedSolution, "offer" | "needed">): boolean {
  return offer.price !== null && needed.missing === null;
}

/**
 * What an organisation pays of a solution's price, on the price's own basis: over the term, excluding VAT. In
 * pence.
 */
export function ownShare({ payers }: Pick<ComparedSolution, "payers">, organisationCode: string): Pence {
  return payers.find(({ payerCode }) => payerCode === organisationCode)?.net ?? (0n as Pence);
}

/** The rows of a comparison in which the solutions differ. */
export function differingRows<T extends { cells: readonly string[] }>(rows: readonly T[]): T[] {
  return rows.filter((row) => new Set(row.cells).size > 1);
}

/** What has no quantity yet and is needed for a price, as quantity keys, once each. */
export function quantitiesAsked({ solutions }: Pick<Comparison, "solutions">): string[] {
  return [...new Set(solutions.flatMap(({ offer }) => (offer.price === null ? (offer.asks ?? []) : [])))];
}

/** Everything that stands in the way of locking a comparison's shortlist; empty when nothing does. */
export function lockReasons(comparison: Comparison): string[] {
  return whyNotLockable({
    lotId: comparison.lotId,
    quantities: comparison.quantities,
    termNotInLot: comparison.lotTerm && whyTermNotInLot(comparison.termMonths, comparison.lotTerm),
    items: comparison.solutions.map((each) => ({
      name: each.name,
      inLot: each.inLot,
      priceMissing: each.offer.missing ?? each.needed.missing,
      notCompliant:
        each.verdict.outcome === "not-compliant"
          ? each.verdict.lines
              .filter((line) => line.outcome === "not-met")
              .map((line) => `${line.text} ${line.remedy ?? ""}`.trim())
              .join(" ")
          : null,
    })),
  });
}
