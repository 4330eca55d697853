import { wholeDigits } from "~/domain/shared/whole-digits";
import { wholeNumberFrom } from "~/domain/shared/range-words";
import { z } from "zod";
import { COST_CATEGORY_IDS, isCostCategory } from "~/domain/agreements/rules/cost-line";
import { COUNTED_UNITS, type CountedUnit } from "~/domain/agreements/rules/rule";
import { parsePence } from "~/domain/money/format";
import { allocate, pence, ZERO, type Pence } from "~/domain/money/money";
import { LARGEST_SUM, sumFrom } from "~/domain/money/sum";
import { LARGEST_QUANTITY } from "~/domain/pricing/quantity";
import {
  LONGEST_TERM_MONTHS,
  LONGEST_TITLE,
  MOST_COMPARED,
  MOST_QUANTITY_FIELDS,
  nextLineId,
  type BasketLine,
  type FactOverrides,
  type InventedLine,
  type LineQuantity,
  type PricedLine,
} from "~/domain/simulator/scenario";
import { editCount, readDay, requireDay } from "~/web/orders/order-forms";
import { numberPattern } from "~/domain/shared/document-number";

/** Addresses and forms of the simulator. */
export const ScenarioParams = z.object({ id: z.string().regex(numberPattern("scenario")) });

type Fields = Record<string, unknown>;

export function text(fields: Fields, name: string): string {
  const value = [fields[name]].flat()[0];
  return typeof value === "string" ? value.trim() : "";
}

export function texts(fields: Fields, name: string): string[] {
  return [fields[name] ?? []].flat().filter((value): value is string => typeof value === "string");
}

/** "SIM-0001,SIM-0002", or the name several times as ticked boxes send it. */
export const CompareQuery = z.object({
  scenarios: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => [...new Set([given ?? []].flat().flatMap((part) => part.split(",")))])
    .pipe(z.array(z.string().regex(numberPattern("scenario"))).max(MOST_COMPARED)),
});

export const TitleForm = z.object({
  editCount,
  title: z
    .string("Enter a title")
    .trim()
    .min(1, "Enter a title")
    .max(LONGEST_TITLE, `Keep the title to ${LONGEST_TITLE} characters`),
});

export const ScenarioDates = z.looseObject({ editCount }).transform((form, ctx) => {
  const startsOn = requireDay(form, "startsOn", "the date on which it starts", ctx);
  const orderDate = requireDay(form, "orderDate", "the date on which it is ordered", ctx);
  const typed = text(form, "termMonths");
  const termMonths = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
  if (termMonths < 1 || termMonths > LONGEST_TERM_MONTHS) {
    const message = `Enter the term in whole months, from 1 to ${LONGEST_TERM_MONTHS}, for example 36`;
    ctx.addIssue({ code: "custom", path: ["termMonths"], message });
    return z.NEVER;
  }
  if (!startsOn || !orderDate) return z.NEVER;
  return { editCount: form.editCount, startsOn, orderDate, termMonths };
});

/** What a form makes of something, or what is wrong by field name. */
export interface Read<T> {
  value: T;
  errors: Record<string, string>;
}

/** "9,500" as 9500n; null when it is no whole number or more than anybody orders. */
function readWhole(typed: string): bigint | null {
  const plain = wholeDigits(typed) ?? "";
  if (!/^\d{1,12}$/.test(plain)) return null;
  const read = BigInt(plain);
  return read <= LARGEST_QUANTITY ? read : null;
}

/** A sum that is not below zero; null when it is none or beyond what one purchase comes to. */
function readSum(typed: string): Pence | null {
  const sum = parsePence(typed);
  return sum !== null && sum >= 0n && sum <= LARGEST_SUM ? sum : null;
}

const wholeOf = (what: string, least = 0) =>
  `Enter ${what} as ${wholeNumberFrom(least, LARGEST_QUANTITY)}, for example 9,500`;
const poundsOf = (what: string) =>
  `Enter ${what} in pounds ${sumFrom(ZERO, LARGEST_SUM)}, for example 12,500.00`;
const VAT_RATES = ["0", "500", "2000"];

function readTogether(form: Fields, line: PricedLine, errors: Record<string, string>): LineQuantity[] {
  const total = readWhole(text(form, `quantity-${line.id}`));
  if (total === null) {
    errors[`quantity-${line.id}`] = wholeOf(`the quantity of ${line.name}`);
    return [...line.quantities];
  }
  const parts = allocate(
    pence(total),
    line.quantities.map((each) => each.quantity),
  );
  return line.quantities
    .map((each, index) => ({ ...each, quantity: BigInt(parts[index]!) }))
    .filter((each) => each.quantity > 0n);
}

function readPriced(form: Fields, line: PricedLine, errors: Record<string, string>): PricedLine {
  const nature = text(form, `nature-${line.id}`) === "capital" ? "capital" : "revenue";
  if (line.quantities.length > MOST_QUANTITY_FIELDS)
    return { ...line, nature, quantities: readTogether(form, line, errors) };
  const quantities = line.quantities.map(({ organisationCode, quantity }) => {
    const name = `quantity-${line.id}-${organisationCode}`;
    const typed = text(form, name);
    const read = typed === "" ? 0n : readWhole(typed);
    if (read === null) errors[name] = wholeOf(`the quantity of ${line.name} for ${organisationCode}`);
    return { organisationCode, quantity: read ?? quantity };
  });
  const code = text(form, `newCode-${line.id}`);
  const typed = text(form, `newQuantity-${line.id}`);
  if (code !== "" || typed !== "") {
    const read = readWhole(typed);
    if (code === "") errors[`newCode-${line.id}`] = "Enter the code of the organisation that gets it";
    if (read === null)
      errors[`newQuantity-${line.id}`] = wholeOf(`the quantity of ${line.name} for one more organisation`);
    if (quantities.some((each) => each.organisationCode === code.toUpperCase()))
      errors[`newCode-${line.id}`] = `${code} stands in the list above. Change its quantity there`;
    if (code !== "" && read !== null) quantities.push({ organisationCode: code, quantity: read });
  }
  return { ...line, nature, quantities: quantities.filter((each) => each.quantity > 0n) };
}

/** An invented line whose fields end in `-key`; null when nothing was typed for it. */
function readInvented(
  form: Fields,
  key: string,
  id: string,
  errors: Record<string, string>,
): InventedLine | null {
  const name = text(form, `name-${key}`);
  const typed = text(form, `amount-${key}`);
  if (name === "" && typed === "") return null;
  const category = text(form, `category-${key}`);
  const amount = readSum(typed);
  const vat = text(form, `vat-${key}`);
  if (name === "" || name.length > 100)
    errors[`name-${key}`] = "Enter what it is, in up to 100 characters, for example Training for wards";
  if (amount === null) errors[`amount-${key}`] = poundsOf(`what ${name || "it"} costs`);
  if (!isCostCategory(category)) errors[`category-${key}`] = "Choose what kind of cost it is";
  if (!VAT_RATES.includes(vat)) errors[`vat-${key}`] = "Choose the rate of VAT";
  return {
    kind: "invented",
    id,
    name,
    costCategory: isCostCategory(category) ? category : COST_CATEGORY_IDS[0]!,
    nature: text(form, `nature-${key}`) === "capital" ? "capital" : "revenue",
    amount: amount ?? (0n as Pence),
    per: text(form, `per-${key}`) === "one-off" ? "one-off" : "year",
    vatRate: VAT_RATES.includes(vat) ? Number(vat) : 0,
  };
}

/** The basket that the form describes: lines changed or removed, and one added that nobody offers. */
export function readBasket(form: Fields, basket: readonly BasketLine[]): Read<BasketLine[]> {
  const errors: Record<string, string> = {};
  const removed = texts(form, "remove");
  const kept = basket
    .filter((line) => !removed.includes(line.id))
    .flatMap((line): BasketLine[] => {
      if (line.kind === "priced") return [readPriced(form, line, errors)];
      const read = readInvented(form, line.id, line.id, errors);
      if (read === null) errors[`name-${line.id}`] = "Enter what it is, or tick to remove the line";
      return [read ?? line];
    });
  const added = readInvented(form, "new", nextLineId(basket), errors);
  return { value: added ? [...kept, added] : kept, errors };
}

/** A price that was chosen from the catalogue with its quantity; null when none was. */
export function readChosenPrice(form: Fields): Read<{ priceId: string; quantity: bigint } | null> {
  const priceId = text(form, "addPrice");
  if (priceId === "") return { value: null, errors: {} };
  const quantity = readWhole(text(form, "addQuantity"));
  if (quantity === null || quantity === 0n)
    return { value: null, errors: { addQuantity: wholeOf("how many of it", 1) } };
  return { value: { priceId, quantity }, errors: {} };
}

export const UNIT_NAMES = Object.keys(COUNTED_UNITS) as CountedUnit[];
export const REQUIREMENTS = [
  { name: "dspt", label: "Data Security and Protection Toolkit" },
  { name: "cqc-registered", label: "Registered with the Care Quality Commission" },
  { name: "product-assured", label: "The product meets the standards that bind it" },
] as const;
export const SPEND_ROWS = [1, 2, 3] as const;

const lines = (typed: string) =>
  typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 20);

/** Facts taken to be otherwise; what is left empty stays as recorded. */
export function readFacts(form: Fields): Read<FactOverrides> {
  const errors: Record<string, string> = {};
  const counts: FactOverrides["counts"] = {};
  for (const unit of UNIT_NAMES) {
    const typed = text(form, `count-${unit}`);
    if (typed === "") continue;
    const read = readWhole(typed);
    if (read === null) errors[`count-${unit}`] = wholeOf(`the number of ${COUNTED_UNITS[unit][1]}`);
    else counts[unit] = read;
  }
  const met: Record<string, boolean> = {};
  for (const { name } of REQUIREMENTS) {
    const choice = text(form, `met-${name}`);
    if (choice === "yes" || choice === "no") met[name] = choice === "yes";
  }
  for (const id of lines(text(form, "standards"))) {
    if (/^[\w.@-]{1,60}$/.test(id)) met[`standard:${id}`] = true;
    else errors.standards = `“${id}” is not the number of a standard such as DCB0129`;
  }
  const localSpend = SPEND_ROWS.flatMap((row) => readSpend(form, row, errors));
  return { value: { counts, met, localSpend, milestonesMet: lines(text(form, "milestones")) }, errors };
}

function readSpend(
  form: Fields,
  row: number,
  errors: Record<string, string>,
): FactOverrides["localSpend"][number][] {
  const typed = text(form, `spend-${row}`);
  const spentOn = readDay(form, `spentOn-${row}`);
  if (typed === "" && spentOn === "") return [];
  const amount = readSum(typed);
  const category = text(form, `spendOn-${row}`);
  if (amount === null) errors[`spend-${row}`] = poundsOf(`sum ${row} of local spend`);
  if (!spentOn) errors[`spentOn-${row}`] = "Enter the date on which it was spent";
  if (!isCostCategory(category)) errors[`spendOn-${row}`] = "Choose what it was spent on";
  return amount !== null && spentOn && isCostCategory(category) ? [{ category, spentOn, amount }] : [];
}
