import { allocate, type Pence } from "~/domain/money/money";
import { addDays, addMonths, daysBetween, type Day, type Period } from "~/domain/shared/day";
import { financialYearOf, splitByFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";
import type { Price } from "./price";
import { quote, type Quote, type QuoteTerms } from "./quote";

/** A piece of a quote that lies in one contract year and one financial year. */
export interface QuotedPeriod {
  period: Period;
  /** 1 for the first twelve months. */
  contractYear: number;
  financialYear: FinancialYear;
  net: Pence;
  /** Its part of the quote's VAT, so that the pieces sum to that too. */
  vat: Pence;
}

export interface QuoteByPeriod {
  quote: Quote;
  lines: QuotedPeriod[];
}

interface Piece {
  period: Period;
  contractYear: number;
  financialYear: FinancialYear;
  /** Months, counted in parts so small that the month in which the financial year turns can be cut by days. */
  weight: bigint;
}

/**
 * How much of a contract year lies before a day, in months x the days of the contract month that the day falls in.
 * Whole contract months count alike, as they are charged; only the month that is broken is cut by its days.
 */
function elapsed(
  startsOn: Day,
  firstMonth: number,
  until: Day,
): { months: bigint; days: bigint; of: bigint } {
  let month = firstMonth;
  while (addMonths(startsOn, month + 1) <= until) month += 1;
  const from = addMonths(startsOn, month);
  const of = daysBetween(from, addMonths(startsOn, month + 1));
  return { months: BigInt(month - firstMonth), days: BigInt(daysBetween(from, until)), of: BigInt(of) };
}

function piecesOfContractYear(startsOn: Day, year: number, termMonths: number): Piece[] {
  const firstMonth = (year - 1) * 12;
  const months = Math.min(12, termMonths - firstMonth);
  const period = {
    from: addMonths(startsOn, firstMonth),
    to: addDays(addMonths(startsOn, firstMonth + months), -1),
  };
  const parts = splitByFinancialYear(period);
  const [first, second] = parts;
  if (!first || !second) {
    return [
      { period, contractYear: year, financialYear: financialYearOf(period.from), weight: BigInt(months) },
    ];
  }
  const before = elapsed(startsOn, firstMonth, second.from);
  const weight = before.months * before.of + before.days;
  const weights = [weight, BigInt(months) * before.of - weight];
  return [first, second].map(({ from, to, financialYear }, index) => ({
    period: { from, to },
    contractYear: year,
    financialYear,
    weight: weights[index]!,
  }));
}

function spread(amount: Pence, years: Piece[][], termMonths: number): Pence[] {
  const months = years.map((_, index) => BigInt(Math.min(12, termMonths - index * 12)));
  return allocate(amount, months).flatMap((ofYear, index) =>
    allocate(
      ofYear,
      years[index]!.map((piece) => piece.weight),
    ),
  );
}

/**
 * Quotes a price and cuts it where contract years and financial years begin. The amount is first allocated to
 * contract years by their months, so that whole years get equal shares (or a penny apart when it does not
 * divide, the earlier first), then inside each contract year to its financial years by months, the month that
 * 1 April breaks by its days. Both by largest remainder, so the lines sum to the quote to the penny. The VAT
 * of the quote goes with these amounts, so that a line's is never a whole penny away from its rate. A one-off
 * charge falls in the first period. Throws what `quote` throws. Amounts are pence, the term is in months.
 */
export function quoteByPeriod(price: Price, terms: QuoteTerms & { startsOn: Day }): QuoteByPeriod {
  const quoted = quote(price, terms);
  const { startsOn, termMonths } = terms;
  const contractYears = Math.ceil(termMonths / 12);
  const years = Array.from({ length: contractYears }, (_, index) =>
    piecesOfContractYear(startsOn, index + 1, termMonths),
  );
  const pieces = years.flat();
  if (price.billingPeriod === "one-off") {
    const { period, contractYear, financialYear } = pieces[0]!;
    return {
      quote: quoted,
      lines: [{ period, contractYear, financialYear, net: quoted.net, vat: quoted.vat }],
    };
  }
  const nets = spread(quoted.net, years, termMonths);
  const vats = quoted.net === 0n ? nets : allocate(quoted.vat, nets);
  const lines = pieces.map(({ period, contractYear, financialYear }, index) => ({
    period,
    contractYear,
    financialYear,
    net: nets[index]!,
    vat: vats[index]!,
  }));
  return { quote: quoted, lines };
}

/** The last day of a term of whole months. Inclusive. */
export function lastDayOf(startsOn: Day, termMonths: number): Day {
  return addDays(addMonths(startsOn, termMonths), -1);
}
