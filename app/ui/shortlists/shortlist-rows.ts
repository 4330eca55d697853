import type { NeedTotal } from "~/domain/catalogue/need-cost";
import { formatPence } from "~/domain/money/format";
import { ZERO, type Pence } from "~/domain/money/money";
import { isPriced, ownShare, type ComparedSolution, type Comparison } from "~/domain/shortlists/comparison";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import {
  capabilityRows,
  termRows,
  textRow,
  verdictRows,
  type ComparisonRow,
  type TextCell,
} from "./comparison-rows";

/*
 * The buyer's comparison as rows of text: verdict for the lot, price for their numbers and term, who pays what, and
 * what is left for their own organisation.
 */

/** What is left for the buyer in the end. A price is told without VAT, so the VAT in this is said wherever it stands. */
export const OWN_COST = "cost, with the VAT that does not come back";

const NOTHING: TextCell = { text: "Not worked out yet" };

function money(amount: Pence | undefined): TextCell {
  return amount === undefined ? NOTHING : { text: formatPence(amount), figure: amount };
}

/** The arithmetic of the quote, or what is missing for one. */
function basis({ offer, needed }: ComparedSolution): string {
  if (!offer.price) return offer.missing;
  const services = needed.services.map(({ name, quote }) => `${name}: ${quote.working[0]}`);
  return [...offer.quote.working, ...services, ...(needed.missing ? [needed.missing] : [])].join(". ");
}

function priceRows(solutions: readonly ComparedSolution[], termMonths: number): ComparisonRow[] {
  const group = "Price for your numbers";
  const row = (key: string, label: string, cells: TextCell[]): ComparisonRow => ({
    key,
    group,
    label,
    cells,
    numeric: true,
  });
  const over = `over ${termMonths} month${termMonths === 1 ? "" : "s"}`;
  const priced = <K extends keyof NeedTotal>(name: K) =>
    solutions.map((each) => money(isPriced(each) ? each.total[name] : undefined));
  const services = serviceRows(solutions, row);
  const all = services.length > 0 ? "With these services" : "In total";
  return [
    textRow(group, "Worked out from", solutions.map(basis)),
    row(
      "per-year",
      services.length > 0 ? "The solution, first year, excluding VAT" : "First year, excluding VAT",
      solutions.map(({ offer }) => money(offer.quote?.perYear)),
    ),
    ...services,
    row("net", `${all} ${over}, excluding VAT`, priced("net")),
    row("vat", "VAT", priced("vat")),
    row("gross", `${all} ${over}, including VAT`, priced("gross")),
  ];
}

type RowOf = (key: string, label: string, cells: TextCell[]) => ComparisonRow;

/** The solution over the term and each service of the need, where it has any, with the price that was taken for it. */
function serviceRows(solutions: readonly ComparedSolution[], row: RowOf): ComparisonRow[] {
  const needs = [...new Set(solutions.flatMap(({ needed }) => needed.services.map(({ need }) => need)))];
  if (needs.length === 0 && solutions.every(({ needed }) => needed.missing === null)) return [];
  return [
    row(
      "solution-net",
      "The solution over the whole term, excluding VAT",
      solutions.map(({ offer }) => money(offer.quote?.net)),
    ),
    ...needs.map((need) =>
      row(
        `service-${need}`,
        `${need.charAt(0).toUpperCase()}${need.slice(1)}, excluding VAT`,
        solutions.map(({ needed }) => {
          const found = needed.services.find((each) => each.need === need);
          return found ? { ...money(found.quote.net), note: found.name } : { text: "No published price" };
        }),
      ),
    ),
  ];
}

/** A row for each payer and, for the buyer's own organisation, the total and each financial year. */
function payerRows(
  solutions: readonly ComparedSolution[],
  names: Readonly<Record<string, string>>,
  own: string,
  whose: string,
): ComparisonRow[] {
  const group = "Who pays what";
  const codes = [...new Set(solutions.flatMap(({ payers }) => payers.map(({ payerCode }) => payerCode)))];
  const years = [
    ...new Set(
      solutions.flatMap(({ total }) => total.perFinancialYear.map(({ financialYear }) => financialYear)),
    ),
  ].sort((a, b) => a - b);
  const row = (key: string, label: string, cellOf: (each: ComparedSolution) => TextCell): ComparisonRow => ({
    key,
    group,
    label,
    numeric: true,
    cells: solutions.map((each) => (each.payers.length === 0 ? NOTHING : cellOf(each))),
  });
  return [
    textRow(
      group,
      "By which agreement",
      solutions.map(({ agreementTitle, payers }) =>
        payers.length === 0
          ? "Not worked out yet"
          : (agreementTitle ?? "No agreement covers it: the buyer pays all of it"),
      ),
    ),
    ...codes
      .filter((code) => code !== own)
      .map((code) =>
        row(`payer-${code}`, `${names[code] ?? code}, excluding VAT`, (each) => money(ownShare(each, code))),
      ),
    row("own-share", `${whose} share, excluding VAT`, (each) => money(ownShare(each, own))),
    row("own", `${whose} ${OWN_COST}`, ({ total }) => money(total.ownCost)),
    ...years.map((year) =>
      row(`own-${year}`, `${whose} ${OWN_COST}, in ${formatFinancialYear(year)}`, ({ total }) =>
        money(total.perFinancialYear.find(({ financialYear }) => financialYear === year)?.ownCost ?? ZERO),
      ),
    ),
  ];
}

/** Everything that the buyer compares, in the order in which it decides; `whose` names the buyer to who reads it. */
export function shortlistRows(
  comparison: Comparison,
  names: Readonly<Record<string, string>>,
  ownCode: string,
  whose = "Your own",
): ComparisonRow[] {
  const { solutions, lotId, termMonths } = comparison;
  return [
    ...verdictRows(solutions.map(({ verdict }) => verdict)),
    textRow(
      "Required standards",
      "Offered in your lot",
      solutions.map(({ inLot }) => (lotId === null ? "Lot not chosen yet" : inLot ? "Yes" : "No")),
    ),
    ...priceRows(solutions, termMonths),
    ...payerRows(solutions, names, ownCode, whose),
    ...capabilityRows(solutions),
    ...termRows(solutions),
  ];
}
