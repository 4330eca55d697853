import { z } from "zod";
import {
  COST_CATEGORY_IDS,
  isCostCategory,
  type CostCategory,
  type Nature,
} from "~/domain/agreements/rules/cost-line";
import { COUNTED_UNITS, type CountedUnit, type Rule } from "~/domain/agreements/rules/rule";
import { rulesFromJson, rulesToJson } from "~/domain/agreements/rules/rules-json";
import { pence, type Pence, type UnitPrice } from "~/domain/money/money";
import { readSnapshot, storeSnapshot } from "~/domain/who-pays/price-snapshot";
import type { Price } from "~/domain/pricing/price";
import { isDay, type Day } from "~/domain/shared/day";

export type BaseKind = "order" | "shortlist" | "invented";

export const LONGEST_TERM_MONTHS = 120;
export const MOST_LINES = 40;
export const MOST_COMPARED = 4;
export const LONGEST_TITLE = 120;
/** More recipients than this are changed together, in proportion: a page with a field for each could not be read. */
export const MOST_QUANTITY_FIELDS = 50;

export interface LineQuantity {
  organisationCode: string;
  quantity: bigint;
}

/** Something of the catalogue at its list price, or at the price of the order that the scenario started from. */
export interface PricedLine {
  kind: "priced";
  /** "L1": stable while the scenario lives. */
  id: string;
  name: string;
  itemId: string;
  costCategory: string;
  nature: Nature;
  price: Price;
  agreed: readonly UnitPrice[] | null;
  quantities: readonly LineQuantity[];
}

/** A cost that nobody offers: so much a year or once. */
export interface InventedLine {
  kind: "invented";
  id: string;
  name: string;
  costCategory: CostCategory;
  nature: Nature;
  amount: Pence;
  per: "year" | "one-off";
  /** Basis points. */
  vatRate: number;
}

export type BasketLine = PricedLine | InventedLine;

export interface FactOverrides {
  /** Counts taken to be these, whatever is recorded. */
  counts: Partial<Record<CountedUnit, bigint>>;
  /** Requirements taken to hold or not: "dspt", "cqc-registered", "product-assured", "standard:DCB0129". */
  met: Readonly<Record<string, boolean>>;
  /** What the buyer has spent of its own, with evidence. */
  localSpend: readonly { category: CostCategory; spentOn: Day; amount: Pence }[];
  milestonesMet: readonly string[];
}

export interface VersionRef {
  agreementId: string;
  version: number;
}

/** Whose rules split the cost: of the agreement in force, of one version, or a list of the scenario's own. */
export type RulesChoice =
  | { kind: "in-force" }
  | ({ kind: "version" } & VersionRef)
  | { kind: "own"; rules: readonly Rule[]; from: VersionRef | null };

export interface ScenarioInput {
  buyerCode: string;
  /** The lot it would be bought from; agreements can be about it. */
  lotId: string | null;
  startsOn: Day;
  termMonths: number;
  orderDate: Day;
  basket: readonly BasketLine[];
  facts: FactOverrides;
  rules: RulesChoice;
}

export const NO_OVERRIDES: FactOverrides = { counts: {}, met: {}, localSpend: [], milestonesMet: [] };

const dayText = z.string().refine(isDay, "not a date");
const wholeText = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform((text) => BigInt(text));
const penceText = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform((text) => pence(BigInt(text)));
const nature = z.enum(["capital", "revenue"]);
const category = z.enum(COST_CATEGORY_IDS as [CostCategory, ...CostCategory[]]);

const stored = z.object({
  buyerCode: z.string(),
  lotId: z.string().nullable(),
  startsOn: dayText,
  termMonths: z.number().int().min(1).max(LONGEST_TERM_MONTHS),
  orderDate: dayText,
  basket: z.array(
    z.discriminatedUnion("kind", [
      z.object({
        kind: z.literal("priced"),
        id: z.string(),
        name: z.string(),
        itemId: z.string(),
        costCategory: z.string(),
        nature,
        snapshot: z.unknown(),
        quantities: z.array(z.object({ organisationCode: z.string(), quantity: wholeText })),
      }),
      z.object({
        kind: z.literal("invented"),
        id: z.string(),
        name: z.string(),
        costCategory: category,
        nature,
        amount: penceText,
        per: z.enum(["year", "one-off"]),
        vatRate: z.number().int().min(0).max(10_000),
      }),
    ]),
  ),
  facts: z.object({
    counts: z.partialRecord(z.enum(Object.keys(COUNTED_UNITS) as [CountedUnit, ...CountedUnit[]]), wholeText),
    met: z.record(z.string(), z.boolean()),
    localSpend: z.array(z.object({ category, spentOn: dayText, amount: penceText })),
    milestonesMet: z.array(z.string()),
  }),
  rules: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("in-force") }),
    z.object({ kind: z.literal("version"), agreementId: z.string(), version: z.number().int().positive() }),
    z.object({
      kind: z.literal("own"),
      rules: z.unknown(),
      from: z.object({ agreementId: z.string(), version: z.number().int().positive() }).nullable(),
    }),
  ]),
});

/** Reads a stored input. Throws ZodError or TypeError when it is not one. */
export function readInput(json: unknown): ScenarioInput {
  const { basket, rules, ...rest } = stored.parse(json);
  return {
    ...rest,
    basket: basket.map((line): BasketLine => {
      if (line.kind === "invented") return line;
      const { snapshot, ...own } = line;
      const { list, agreed } = readSnapshot(snapshot);
      return { ...own, price: list, agreed };
    }),
    rules: rules.kind === "own" ? { ...rules, rules: rulesFromJson(rules.rules) } : rules,
  } as ScenarioInput;
}

/** What is stored: every bigint as text, because JSON has none. */
export function storeInput(input: ScenarioInput): unknown {
  const basket = input.basket.map((line) => {
    if (line.kind === "invented") return line;
    const { price, agreed, ...own } = line;
    return { ...own, snapshot: storeSnapshot({ list: price, agreed: agreed && [...agreed] }) };
  });
  const { rules } = input;
  const kept = rules.kind === "own" ? { ...rules, rules: rulesToJson(rules.rules) } : rules;
  return JSON.parse(
    JSON.stringify({ ...input, basket, rules: kept }, (_key, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    ),
  );
}

/** The id of the next line of a basket. */
export function nextLineId(basket: readonly BasketLine[]): string {
  return `L${Math.max(0, ...basket.map((line) => Number(line.id.slice(1)))) + 1}`;
}

/** The category of a line, for words and grouping; what is unknown counts as a licence, as in orders. */
export function categoryOf(line: BasketLine): CostCategory {
  return isCostCategory(line.costCategory) ? line.costCategory : "licence-subscription";
}

/** What a scenario is compared with: its base; or, for an invented basket under other rules, the agreement in force. */
export function comparedWith(scenario: {
  baseInput: ScenarioInput | null;
  input: ScenarioInput;
}): ScenarioInput | null {
  const { baseInput, input } = scenario;
  if (baseInput) return baseInput;
  return input.rules.kind === "in-force" ? null : { ...input, rules: { kind: "in-force" } };
}
