import { PRICE_UNITS, TIERS, type PriceUnit } from "~/domain/listings/listed-price";
import { listedOfPrice, priceOfListed } from "~/domain/listings/listed-price";
import { z } from "zod";
import { COST_CATEGORY_IDS, type CostCategory } from "~/domain/agreements/rules/cost-line";
import type { ListedPrice } from "~/domain/listings/content";
import { decimalPence, formatUnitPrice, parsePence, parseUnitPrice } from "~/domain/money/format";
import { checkPrice, type PriceTier, type TierToCheck } from "~/domain/pricing/price";
import { LARGEST_QUANTITY } from "~/domain/pricing/quantity";
import { tooLong, wholeNumberFrom } from "~/domain/shared/range-words";
import { seen } from "./listing-forms";

/** No price of one unit is as high: a slip of the finger. */
const HIGHEST_UNIT_PRICE = 1_000_000_000_000n; // £100,000,000.00
const HIGHEST_CHARGE = 10_000_000_000_00n;

const short = (what: string) => z.string().trim().max(80, tooLong(what, 80)).optional().default("");

type Say = (field: string, message: string) => void;

function readBound(text: string, field: string, what: string, say: Say): bigint | undefined {
  const digits = text.replaceAll(/[,\s]/g, "");
  if (/^\d{1,12}$/.test(digits)) {
    const quantity = BigInt(digits);
    if (quantity >= 1n && quantity <= LARGEST_QUANTITY) return quantity;
  }
  say(field, `Enter ${what} as ${wholeNumberFrom(1n, LARGEST_QUANTITY)}`);
  return undefined;
}

function readUnitPrice(text: string, at: number, say: Say) {
  const amount = parseUnitPrice(text);
  if (amount !== null && amount <= HIGHEST_UNIT_PRICE) return amount;
  say(
    `price-${at}`,
    `Enter the price of tier ${at} from £0 to £100,000,000 with at most four decimals, for example 1.26`,
  );
  return undefined;
}

function readCharge(text: string, field: string, say: Say) {
  if (text === "") return null;
  const amount = parsePence(text);
  if (amount !== null && amount >= 0n && amount <= HIGHEST_CHARGE) return amount;
  say(field, "Enter a sum from £0 to £10,000,000,000, for example 500.00, or leave it empty");
  return null;
}

/** Percent as typed in basis points: "20" is 2000. */
function readVat(text: string, say: Say): number {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text);
  const rate = match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : -1;
  if (rate >= 0 && rate <= 10_000) return rate;
  say("vat", "Enter the VAT as a percentage from 0 to 100, for example 20");
  return 0;
}

/** The tiers of which something was typed, each with its place in the form and as far as it can be read. */
function readTiers(typed: (name: string) => string, say: Say): (TierToCheck & { at: number })[] {
  const used = TIERS.filter(
    (at) => at === 1 || ["from", "to", "price"].some((name) => typed(`${name}-${at}`) !== ""),
  );
  return used.map((at) => {
    const [fromText, toText] = [typed(`from-${at}`), typed(`to-${at}`)];
    return {
      at,
      from:
        at === 1 && fromText === "" ? 1n : readBound(fromText, `from-${at}`, `where tier ${at} starts`, say),
      to: toText === "" ? null : readBound(toText, `to-${at}`, `where tier ${at} ends`, say),
      unitPrice: readUnitPrice(typed(`price-${at}`), at, say),
    };
  });
}

/** The field that a contradiction is about. */
function fieldOf(words: string): string {
  if (words.startsWith("The minimum")) return "minimum";
  if (words.startsWith("The maximum")) return "maximum";
  const [, which = "1"] = /Tier (\d)/.exec(words) ?? [];
  return words.startsWith("Tier 1 must") ? "from-1" : `to-${which}`;
}

/** The tiers when every one could be read; null while one could not. */
function wholeTiers(tiers: readonly TierToCheck[]): PriceTier[] | null {
  const whole = tiers.flatMap(({ from, to, unitPrice }) =>
    from === undefined || to === undefined || unitPrice === undefined ? [] : [{ from, to, unitPrice }],
  );
  return whole.length === tiers.length ? whole : null;
}

/** The form of one price: all that is wrong with it at once, also what only the whole of it shows (a gap between tiers). */
export const PriceForm = z
  .looseObject({
    seen,
    intent: z.enum(["save", "remove"]).optional().default("save"),
    // A price that was loaded may count by a word of its supplier's own.
    unit: z
      .string()
      .regex(/^([a-z][a-z -]{0,39})?$/, "Choose what is counted")
      .optional(),
    unitText: short("the words after the price"),
    quantityNoun: short("the words after the quantity"),
    billingPeriod: z.enum(["month", "year", "one-off"]).optional(),
    calculation: z.enum(["volume", "cumulative", "single-fixed"]).optional(),
    costCategory: z.enum(COST_CATEGORY_IDS as [CostCategory, ...CostCategory[]]).optional(),
  })
  .transform((form, ctx): { seen: number; price: Omit<ListedPrice, "id"> | null } => {
    if (form.intent === "remove") return { seen: form.seen, price: null };
    let faults = 0;
    const say: Say = (field, message) => {
      faults += 1;
      ctx.addIssue({ code: "custom", path: [field], message });
    };
    const typed = (name: string) => {
      const value = form[name];
      return typeof value === "string" ? value.trim() : "";
    };
    const { unit, billingPeriod, calculation, costCategory } = form;
    if (!costCategory) say("costCategory", "Choose what the price is for");
    if (!unit) say("unit", "Choose what is counted");
    const usual = unit ? (PRICE_UNITS[unit as PriceUnit] ?? PRICE_UNITS.item) : null;
    const unitText = form.unitText || usual?.unitText || "";
    const quantityNoun = form.quantityNoun || usual?.quantityNoun || "";
    if (usual && !unitText)
      say("unitText", "Enter the words after the price, for example per connected home");
    if (usual && !quantityNoun) say("quantityNoun", "Enter what is counted, for example connected homes");
    if (!billingPeriod) say("billingPeriod", "Choose how often it is charged");
    if (!calculation) say("calculation", "Choose how a quantity is charged");
    const tiers = readTiers(typed, say);
    const minimumCharge = readCharge(typed("minimum"), "minimum", say);
    const maximumCharge = readCharge(typed("maximum"), "maximum", say);
    const vatRate = readVat(typed("vat"), say);
    const price = {
      id: "",
      unit: unit || "item",
      unitText,
      quantityNoun,
      billingPeriod: billingPeriod ?? "year",
      calculation: calculation ?? "volume",
      tiers,
      minimumCharge,
      maximumCharge,
      vatRate,
    };
    for (const words of checkPrice(price)) {
      // Tiers go by their place in the form, also where one before them is left empty.
      const inForm = words.replaceAll(/Tier (\d)/g, (_, nth: string) => `Tier ${tiers[Number(nth) - 1]!.at}`);
      say(fieldOf(inForm), inForm);
    }
    const whole = wholeTiers(tiers);
    if (faults > 0 || !costCategory || !whole) return z.NEVER;
    const { id: _id, ...listed } = listedOfPrice({ ...price, tiers: whole, costCategory });
    return { seen: form.seen, price: listed };
  });

const POUND = /^£/;

/** A price as the fields of its form show it. */
export function fieldsOfPrice(listed: ListedPrice | null): Record<string, string> {
  if (!listed) return { "from-1": "1", vat: "20" };
  const price = priceOfListed(listed);
  const usual = PRICE_UNITS[price.unit as PriceUnit] as
    | { unitText: string; quantityNoun: string }
    | undefined;
  const tiers = price.tiers.flatMap(({ from, to, unitPrice }, index) => [
    [`from-${index + 1}`, String(from)],
    [`to-${index + 1}`, to === null ? "" : String(to)],
    [`price-${index + 1}`, formatUnitPrice(unitPrice).replace(POUND, "")],
  ]);
  return {
    unit: price.unit,
    // The unit's own words are left out, so that they follow when another unit is chosen.
    unitText: price.unitText === usual?.unitText ? "" : price.unitText,
    quantityNoun: price.quantityNoun === usual?.quantityNoun ? "" : price.quantityNoun,
    billingPeriod: price.billingPeriod,
    calculation: price.calculation,
    costCategory: listed.costCategory,
    minimum: price.minimumCharge ? decimalPence(price.minimumCharge) : "",
    maximum: price.maximumCharge ? decimalPence(price.maximumCharge) : "",
    vat: String(price.vatRate / 100),
    ...Object.fromEntries(tiers),
  };
}
