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
  return MOST_OF[unit.startsWith("day:") ? "day" : unit] ?? 10_000_000n;
}

/** Reads "9,500" as 9500n; null when it is no whole number from 1 to the most there is of the unit. */
export function parseQuantity(text: string, unit = "patient"): bigint | null {
  const digits = text.trim().replaceAll(",", "").replaceAll(" ", "");
  if (!/^\d{1,12}$/.test(digits)) return null;
  const quantity = BigInt(digits);
  return quantity >= 1n && quantity <= mostOf(unit) ? quantity : null;
}

/** The units a need is counted in, each with the words of its field. */
export const NEED_UNITS = {
  patient: { label: "Registered patients", example: "for example 9,500", noun: "patients" },
  bed: { label: "Beds", example: "for example 640", noun: "beds" },
  user: { label: "Users", example: "for example 120", noun: "users" },
  location: { label: "Locations", example: "for example 4", noun: "locations" },
  practice: { label: "Practices", example: "for example 12", noun: "practices" },
  item: { label: "Items or licences", example: "for example 30", noun: "items" },
} as const;

export type NeedUnit = keyof typeof NEED_UNITS;
export const NEED_UNIT_NAMES = Object.keys(NEED_UNITS) as NeedUnit[];

/** The longest term that anything is priced over, in months. */
export const LONGEST_TERM_MONTHS = 120;

/**
 * The services of a need, counted in days, under the names that its quantities have for them. A price of such a service
 * has the cost category.
 */
export const NEED_SERVICES = {
  "day:implementation": { category: "implementation", label: "Implementation" },
  "day:training-change": { category: "training-change", label: "Training" },
  "day:data-migration": { category: "data-migration", label: "Data migration" },
} as const;

export type NeedService = keyof typeof NEED_SERVICES;
export const NEED_SERVICE_NAMES = Object.keys(NEED_SERVICES) as NeedService[];

/** The services that a need asks for, in the order in which they are named everywhere. */
export function servicesNeeded(quantities: Quantities): NeedService[] {
  return NEED_SERVICE_NAMES.filter((name) => (quantities[name] ?? 0n) > 0n);
}

/** "10 days of implementation" */
export function serviceText(name: NeedService, days: bigint): string {
  return `${days.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ",")} day${days === 1n ? "" : "s"} of ${NEED_SERVICES[name].label.toLowerCase()}`;
}
