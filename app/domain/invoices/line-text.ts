import { formatDay, type Day } from "~/domain/shared/day";

/** What tells one share of an order from another on an invoice. */
export interface LineSubject {
  item: string;
  periodFrom: Day;
  periodTo: Day;
  payerName: string;
  fundName: string | null;
  nature: string;
}

/** "Alder Record, 1 December 2026 to 31 March 2027: revenue share of NHS England, from Digital Care 2026/27". */
function lineText(of: LineSubject): string {
  const period = `${formatDay(of.periodFrom)} to ${formatDay(of.periodTo)}`;
  const from = of.fundName ? `, from ${of.fundName}` : "";
  return `${of.item}, ${period}: ${of.nature} share of ${of.payerName}${from}`;
}

/**
 * The texts of the lines of an order's invoices, in their order. No two read alike: where item, period, payer, fund and
 * nature are the same (an item at two prices), they are numbered.
 */
export function lineTexts(subjects: readonly LineSubject[]): string[] {
  const texts = subjects.map(lineText);
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const many = texts.filter((other) => other === text).length;
    if (many === 1) return text;
    const place = (seen.get(text) ?? 0) + 1;
    seen.set(text, place);
    return `${text} (${place} of ${many})`;
  });
}
