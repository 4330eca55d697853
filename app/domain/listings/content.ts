import { z } from "zod";
import { isDay, type Day } from "~/domain/shared/day";
import { INTERFACE_DIRECTIONS, INTERFACE_STATUSES, SERVICE_KINDS, SUCCESS_MEASURE_NAMES } from "./parts";

/*
 * All that a supplier says in a listing, as a change of it is stored: plain data, so quantities, unit prices (ten-thousandths
 * of a pound) and sums (pence) are texts of digits.
 */

const text = z.string();
const digits = z.string().regex(/^\d{1,15}$/);
const Day = z.string().refine(isDay) as unknown as z.ZodType<Day>;

const Tier = z.object({ from: digits, to: digits.nullable(), unitPrice: digits });

const ListedPrice = z.object({
  /** The stored price that it stands for; of one that is new, its name within this change. */
  id: text,
  unit: text,
  unitText: text,
  quantityNoun: text,
  billingPeriod: z.enum(["month", "year", "one-off"]),
  calculation: z.enum(["volume", "cumulative", "single-fixed"]),
  tiers: z.array(Tier),
  minimumCharge: digits.nullable(),
  maximumCharge: digits.nullable(),
  vatRate: z.number().int(),
  costCategory: text,
});

const ClaimedCapability = z.object({
  ref: text,
  result: z.enum(["full", "partial"]),
  epicIds: z.array(text),
});

const Interface = z.object({
  standard: text,
  version: text,
  direction: z.enum(INTERFACE_DIRECTIONS),
  status: z.enum(INTERFACE_STATUSES),
});

/** The interfaces of a stored listing. */
export const Interfaces = z.array(Interface);

const SuccessMeasure = z.object({
  measure: z.enum(SUCCESS_MEASURE_NAMES),
  /** Which mission it serves. */
  mission: text,
  /** What changes, and by how much. */
  effect: text,
  /** Where that can be read; empty: nowhere. */
  evidence: text,
});

/** What a stored listing changes for those who use it. */
export const SuccessMeasures = z.array(SuccessMeasure);

const Service = z.object({
  /** The stored item that it stands for; of one that is new, its name within this change. */
  id: text,
  kind: z.enum(SERVICE_KINDS),
  name: text,
  summary: text,
  /** Of an associated one: the supplier's other solutions that it is offered with too, by name. */
  alsoWith: z.array(z.object({ id: text, name: text })),
  prices: z.array(ListedPrice),
});

export const ListingContent = z.object({
  name: text,
  summary: text,
  description: text,
  productVersion: text,
  features: z.array(text),
  website: text.nullable(),
  capabilities: z.array(ClaimedCapability),
  careSettings: z.array(text),
  hosting: text.nullable(),
  applicationTypes: z.array(text),
  missions: z.array(text),
  dataLocation: text,
  integrations: z.array(text),
  interfaces: Interfaces,
  implementation: text,
  serviceLevels: text,
  dataProcessing: text,
  exitTerms: text,
  roadmap: text,
  supportEmail: text.nullable(),
  supportPhone: text.nullable(),
  supportHours: text,
  prices: z.array(ListedPrice),
  /** What is written in this listing; a change that was begun before listings said it has it from the stored one. */
  services: z.array(Service).default([]),
  successMeasures: SuccessMeasures.default([]),
  /** The first day of prices that are changed; null: the day of publication. */
  pricesFrom: Day.nullable(),
});
export type ListingContent = z.output<typeof ListingContent>;
export type ListedPrice = z.output<typeof ListedPrice>;
export type ClaimedCapability = z.output<typeof ClaimedCapability>;
export type Service = z.output<typeof Service>;
export type SuccessMeasure = z.output<typeof SuccessMeasure>;
export type Interface = z.output<typeof Interface>;

/** A new solution with its name and summary and nothing else. */
export const emptyContent = (name: string, summary: string): ListingContent => ({
  name,
  summary,
  description: "",
  productVersion: "1.0",
  features: [],
  website: null,
  capabilities: [],
  careSettings: [],
  hosting: null,
  applicationTypes: [],
  missions: [],
  dataLocation: "",
  integrations: [],
  interfaces: [],
  implementation: "",
  serviceLevels: "",
  dataProcessing: "",
  exitTerms: "",
  roadmap: "",
  supportEmail: null,
  supportPhone: null,
  supportHours: "",
  prices: [],
  services: [],
  successMeasures: [],
  pricesFrom: null,
});

/** Every price of a listing, its own before those of its services; each with the name of the service that it is of. */
export const allPrices = (content: ListingContent): { price: ListedPrice; of: string | null }[] => [
  ...content.prices.map((price) => ({ price, of: null })),
  ...content.services.flatMap(({ name, prices }) => prices.map((price) => ({ price, of: name }))),
];

/** What a listing says in its own row: all but its name, its capabilities, its services and its prices. */
export function textsOf(content: ListingContent) {
  const {
    name: _name,
    summary: _summary,
    capabilities: _c,
    prices: _prices,
    services: _services,
    pricesFrom: _from,
    ...texts
  } = content;
  return texts;
}
