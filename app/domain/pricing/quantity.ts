/** How many of each unit, only those above zero. */
export type Quantities = Partial<Record<string, bigint>>;

/** Nobody orders more of anything: England has some 63 million registered patients. */
export const LARGEST_QUANTITY = 100_000_000n;

/** What there is of a unit in England, rounded up: more of it in one order is a slip of the finger. */
const MOST_OF: Readonly<Record<string, bigint>> = {
  patient: LARGEST_QUANTITY,
  user: 3_000_000n,
  bed: 300_000n,
  location: 100_000n,
  practice: 20_000n,
  item: 10_000_000n,
  day: 100_000n,
};

/** The largest quantity of a unit that one order takes. */
export function mostOf(unit: string): bigint {
  return MOST_OF[unit] ?? 10_000_000n;
}

/** Reads "9,500" as 9500n; null when it is no whole number from 1 to the most there is of the unit. */
export function parseQuantity(text: string, unit = "patient"): bigint | null {
  const digits = text.trim().replaceAll(",", "").replaceAll(" ", "");
  if (!/^\d{1,12}$/.test(digits)) return null;
  const quantity = BigInt(digits);
  return quantity >= 1n && quantity <= mostOf(unit) ? quantity : null;
}
