import { wholeDigits } from "~/domain/shared/whole-digits";
import { isSameForAny, type Price } from "./price";

/** How many of each unit, by its quantity key (see `quantityKey`), only those above zero. */
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
  return MOST_OF[unit.split(":")[0]!] ?? MOST_OF.item!;
}

/** Reads "9,500" as 9500n; null when it is no whole number from 1 to the most there is of the unit. */
export function parseQuantity(text: string, unit = "patient"): bigint | null {
  const digits = wholeDigits(text) ?? "";
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
  item: { label: "Items", example: "for example 30", noun: "items" },
} as const;

export type NeedUnit = keyof typeof NEED_UNITS;
export const NEED_UNIT_NAMES = Object.keys(NEED_UNITS) as NeedUnit[];

const ITEM = "item:";
const LONGEST_COUNTED = 120;

/** What of a price says what it counts. */
export interface CountedBy {
  unit: string;
  unitText: string;
  quantityNoun: string;
}

/**
 * What a supplier's own words count, in words: its noun, "connected homes". Where several of its units have one noun
 * ("consultations" in core hours and out of hours) the unit is said with it.
 */
function countedWord({ unit, unitText, quantityNoun }: CountedBy): string {
  const noun = quantityNoun.trim().replaceAll(/\s+/g, " ");
  if (Object.hasOwn(MOST_OF, unit)) return noun;
  const stem = noun.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return stem.includes(unit.replace(/y$/, "")) ? noun : `${noun} (${unitText.trim()})`;
}

/**
 * The name under which a need says how many there are of what a price counts: "patient" for patients, and
 * "item:connected homes" for what a supplier counts in its own words, so that two nouns never share a number.
 */
export function quantityKey(price: CountedBy): string {
  const word = countedWord(price);
  const lower = word.toLowerCase();
  const known = NEED_UNIT_NAMES.find(
    (unit) => NEED_UNITS[unit].noun === lower || NEED_UNITS[unit].label.toLowerCase() === lower,
  );
  return known ?? `${ITEM}${lower === word.slice(0, 1).toLowerCase() + word.slice(1) ? lower : word}`;
}

/** Whether a key names something that suppliers count in their own words. */
export function isCountedKey(key: string): boolean {
  const word = key.slice(ITEM.length);
  return (
    key.startsWith(ITEM) &&
    word.trim() === word &&
    word !== "" &&
    word.length <= LONGEST_COUNTED &&
    !/\p{Cc}/u.test(word)
  );
}

/**
 * What suppliers count in their own words among prices, as quantity keys in the order of the alphabet. A charge that is
 * the same for any number asks for none.
 */
export function countedKeys(prices: readonly (CountedBy & Pick<Price, "calculation" | "tiers">)[]): string[] {
  return [
    ...new Set(
      prices
        .filter((price) => !isSameForAny(price))
        .map(quantityKey)
        .filter(isCountedKey),
    ),
  ].sort((a, b) => a.localeCompare(b, "en-GB"));
}

/** The noun of a quantity key: "patients", "connected homes". */
export function nounOf(key: string): string {
  return isCountedKey(key) ? key.slice(ITEM.length) : (NEED_UNITS[key as NeedUnit]?.noun ?? key);
}

/** The label of a quantity key's field: "Registered patients", "Connected homes". */
export function labelOf(key: string): string {
  const noun = nounOf(key);
  return NEED_UNITS[key as NeedUnit]?.label ?? `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
}

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
