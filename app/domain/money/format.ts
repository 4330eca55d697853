import { wholeDigits } from "~/domain/shared/whole-digits";
import type { Pence, UnitPrice } from "./money";

function group(pounds: bigint): string {
  return pounds.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** Formats pence for people: "£12,345.67"; with `whole`, drops ".00" only when there are no pence. */
export function formatPence(amount: Pence, options: { whole?: boolean } = {}): string {
  const size = amount < 0n ? -amount : amount;
  const pennies = size % 100n;
  const decimals = options.whole && pennies === 0n ? "" : `.${pennies.toString().padStart(2, "0")}`;
  return `${amount < 0n ? "−" : ""}£${group(size / 100n)}${decimals}`;
}

const PENCE_PER_TENTH_OF_A_MILLION = 10_000_000n;

/** Formats a headline figure: "£20.8 million" from a million pounds on, below it whole pounds. Rounded half up. */
export function formatHeadline(amount: Pence): string {
  const tenths = (amount + PENCE_PER_TENTH_OF_A_MILLION / 2n) / PENCE_PER_TENTH_OF_A_MILLION;
  if (tenths < 10n) return `£${group((amount + 50n) / 100n)}`;
  return `£${group(tenths / 10n)}.${tenths % 10n} million`;
}

/** Formats pence for machines: "12345.67", as in CSV, JSON and OCDS. */
export function decimalPence(amount: Pence): string {
  const size = amount < 0n ? -amount : amount;
  return `${amount < 0n ? "-" : ""}${size / 100n}.${(size % 100n).toString().padStart(2, "0")}`;
}

/** Formats a unit price with two to four decimals: "£1.26", "£0.0475". */
export function formatUnitPrice(price: UnitPrice): string {
  const size = price < 0n ? -price : price;
  const fraction = (size % 10_000n).toString().padStart(4, "0");
  const shown = fraction.replace(/0{1,2}$/, "");
  return `${price < 0n ? "−" : ""}£${group(size / 10_000n)}.${shown.padEnd(2, "0")}`;
}

const PER_POUND = 10_000n;

/**
 * What something costs for each person: pence with two decimals below a pound ("2.66p"), from there pounds and pence, rounded half
 * up ("£1.27").
 */
export function formatPerHead(price: UnitPrice): string {
  if (price < PER_POUND) return `${decimalHundredths(price)}p`;
  return formatPence(((price + 50n) / 100n) as Pence);
}

/** The same for machines, always in pence with two decimals: "2.66", "126.60". */
export const decimalHundredths = (price: UnitPrice): string =>
  `${price / 100n}.${(price % 100n).toString().padStart(2, "0")}`;

/**
 * Reads "1,234.56", "£1234" or "0.5" as pence; null when it is not such a sum or has over two decimals. A comma stands
 * between thousands only: "1000,50" is a sum elsewhere in Europe, and no hundred thousand pounds here.
 */
export function parsePence(text: string): Pence | null {
  const match = /^£?\s*(-?)([\d,]+)(?:\.(\d{1,2}))?$/.exec(text.trim());
  const whole = match && wholeDigits(match[2]!);
  if (!match || !whole) return null;
  const size = BigInt(whole) * 100n + BigInt((match[3] ?? "").padEnd(2, "0") || "0");
  return (match[1] ? -size : size) as Pence;
}

/** Reads a price of one unit with at most four decimals; null when it is not one. */
export function parseUnitPrice(text: string): UnitPrice | null {
  const match = /^£?\s*([\d,]+)(?:\.(\d{1,4}))?$/.exec(text.trim());
  const whole = match && wholeDigits(match[1]!);
  if (!match || !whole) return null;
  return (BigInt(whole) * 10_000n + BigInt((match[2] ?? "").padEnd(4, "0"))) as UnitPrice;
}
