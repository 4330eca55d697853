import { formatPence, formatUnitPrice, parsePence } from "../money/format";
import { pence, unitPrice } from "../money/money";
import { formatFinancialYear } from "../shared/financial-year";
import { dayOf, formatDay, isDay } from "../shared/day";
import { shownCode, withCode } from "../shared/organisation-words";
import { stateWord } from "../shared/state-words";
import { supplierOrganisationCode } from "../shared/supplier-code";

/*
 * What an event changed, as people read it: "what, before, after", a row for each figure. An event keeps its values as
 * its writer had them (pence, days, ids, states as the database names them); which is which is told by their names.
 */

/** One thing that an event changed; the record keeps null where there was nothing. */
export interface ChangeRow {
  what: string;
  before: string;
  after: string;
}

/** What an id in an event is of, where that has a name. */
export type NamedKind =
  | "organisation"
  | "item"
  | "supplier"
  | "fund"
  | "programme"
  | "lot"
  | "standard"
  | "version"
  | "agreement"
  | "user";

/** The name of what an id is of, or null where it has none. */
export type NameOf = (kind: NamedKind, id: string) => string | null;

const KINDS: Record<NamedKind, readonly string[]> = {
  organisation: [
    "organisationCode",
    "payerCode",
    "buyerCode",
    "ownerCode",
    "payer",
    "parties",
    "waitingFor",
    "recipients",
    "toldThatTheyPay",
    "organisations",
    "allocations",
  ],
  item: ["solutionId", "solutionIds", "solutions", "chosenSolutionId", "itemId", "reasons", "unmetNeeds"],
  supplier: ["supplierId"],
  fund: ["fundId", "fundIds", "fromFundId", "toFundId"],
  programme: ["programmeId"],
  lot: ["lotId", "lots"],
  standard: ["standardId", "approvedThoughNotMet"],
  version: ["standardVersionId"],
  agreement: ["agreementId", "agreement"],
  user: ["userId", "requestedBy", "decidedBy"],
};
const KIND_OF = new Map(
  Object.entries(KINDS).flatMap(([kind, keys]) => keys.map((key) => [key, kind as NamedKind])),
);

/** Sums in pence; allocations are kept by the code of whom they are for. */
const SUMS = new Set(
  (
    "net vat gross cost amount recoverableVat valueIncVat allocated committed drawn free asked returned accrued " +
    "lapsed carried stays ceiling directAwardLimit minimumCharge maximumCharge allocations"
  ).split(" "),
);
/** Sums in pounds, as a comparison keeps them: "25440.00". */
const POUNDS = new Set(["cost", "totalCost"]);
const YEARS = new Set(["financialYear", "firstYear", "lastYear"]);
/** Prices of one unit, in ten-thousandths of a pound. */
const UNIT_PRICES = new Set(["unitPrice"]);
/** Parts of ten thousand. */
const PORTIONS = new Set(
  "paymentBasisPoints portion byContractYear tolerance vatRate feeBasisPoints".split(" "),
);
/** States, kinds and roles as the database names them. */
const NAMED_VALUES = new Set(
  (
    "state status kind kinds nature role roles tags shape mechanism directAwardMechanism part unit buyerKind buyerKinds " +
    "eligibleBuyerKinds trigger source category categories costCategory result missions away appliesTo side scope per " +
    "careSetting careSettings applicationTypes billingPeriod calculation hosting criterion quantityNoun"
  ).split(" "),
);

const LABELS: Record<string, string> = {
  net: "excluding VAT",
  gross: "including VAT",
  vat: "VAT",
  recoverableVat: "VAT that can be recovered",
  valueIncVat: "value including VAT",
  vatNumber: "VAT number",
  paymentBasisPoints: "part of the payment",
  unitPrice: "price of one",
  kpis: "KPIs",
  free: "free to commit",
  vatRate: "VAT rate",
  icbCodes: "ICBs",
};

/** "validFrom" is "valid from", "solutionId" is "solution": what is shown beside an id is its name. */
function labelOf(key: string): string {
  const own = LABELS[key];
  if (own !== undefined) return own;
  const bare = key.replace(/(Id|Code|BasisPoints)(s?)$/, "$2") || key;
  return bare
    .replaceAll(/[-_]/g, " ")
    .replaceAll(/([a-z\d])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}

type Plain = string | number | boolean | null;
interface Leaf {
  path: string[];
  key: string;
  value: Plain | Plain[];
}

const isPlain = (value: unknown): value is Plain => typeof value !== "object" || value === null;

/** "validFrom" is a key that a writer of events chose; "RAE", "20001-005" and "3" are ids and places. */
const isKey = (part: string) => /^[a-z][a-zA-Z]*$/.test(part);

/** Every figure of a value with the way to it: keys, and the place in a list counted from 1. */
function leavesOf(value: unknown, path: string[], key: string): Leaf[] {
  if (isPlain(value)) return [{ path, key, value }];
  if (Array.isArray(value)) {
    if (value.every(isPlain)) return value.length > 0 ? [{ path, key, value }] : [];
    return value.flatMap((each, at) => leavesOf(each, [...path, String(at + 1)], key));
  }
  return Object.entries(value as object).flatMap(([name, each]) => {
    // What is kept by id has the id for its key: its value is of the kind that holds it.
    return leavesOf(each, [...path, name], isKey(name) ? name : key || "allocations");
  });
}

const keyOf = ({ path }: Leaf) => path.join("\u0000");

/** Kinds whose id is a number of the machine: the name stands alone. */
const BY_NAME: ReadonlySet<NamedKind> = new Set(["user", "standard", "version"]);

function idOf(id: string, kind: NamedKind, nameOf: NameOf): string {
  const name = nameOf(kind, id);
  const code = kind === "supplier" ? supplierOrganisationCode(id) : (shownCode(id) ?? "no code of its own");
  if (name === null || name === id) return code;
  return BY_NAME.has(kind) ? name : withCode(name, kind === "supplier" ? code : id);
}

/** Numbers of the machine say nothing to people; the record has them. */
const MACHINE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const NUMBER = /^-?\d+$/;
const moment = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "Europe/London",
});

function plainWords(key: string, value: Plain, nameOf: NameOf): string {
  if (value === null || value === "") return "Nothing";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  const text = String(value);
  if (NUMBER.test(text)) {
    if (SUMS.has(key)) return formatPence(pence(BigInt(text)));
    if (UNIT_PRICES.has(key)) return formatUnitPrice(unitPrice(BigInt(text)));
    if (PORTIONS.has(key)) return `${Number(text) / 100}%`;
    if (YEARS.has(key)) return formatFinancialYear(Number(text));
  }
  const pounds = POUNDS.has(key) ? parsePence(text) : null;
  if (pounds !== null) return formatPence(pounds);
  if (isDay(text)) return formatDay(text);
  if (MOMENT.test(text)) return `${formatDay(dayOf(new Date(text)))} at ${moment.format(new Date(text))}`;
  const kind = KIND_OF.get(key);
  if (kind !== undefined) return idOf(text, kind, nameOf);
  if (MACHINE.test(text)) return "Recorded";
  if (text === "url") return "Link";
  return NAMED_VALUES.has(key) || /^[a-z]+(_[a-z]+)+$/.test(text) ? stateWord(text) : text;
}

const valueWords = ({ key, value }: Leaf, nameOf: NameOf) =>
  [value]
    .flat()
    .map((each) => plainWords(key, each, nameOf))
    .join(", ");

function pathWords({ path, key }: Leaf, nameOf: NameOf): string {
  const kind = KIND_OF.get(key);
  const parts: string[] = [];
  for (const part of path) {
    // A place in a list stands with what it is a list of: "evidence 1".
    if (NUMBER.test(part) && parts.length > 0) parts.push(`${parts.pop()} ${part}`);
    else if (NUMBER.test(part)) parts.push(`row ${part}`);
    else if (isKey(part)) parts.push(labelOf(part));
    else parts.push(kind ? idOf(part, kind, nameOf) : MACHINE.test(part) ? "one of them" : part);
  }
  const words = parts.join(", ");
  return words === "" ? "What it was" : words.charAt(0).toUpperCase() + words.slice(1);
}

/** What differs between the two sides of an event, in the order in which the record has it; what stayed is left out. */
export function changeRows(before: unknown, after: unknown, nameOf: NameOf): ChangeRow[] {
  const [was, is] = [before, after].map(
    (side) =>
      new Map(((side ?? null) === null ? [] : leavesOf(side, [], "")).map((leaf) => [keyOf(leaf), leaf])),
  );
  return [...new Map([...was!, ...is!])].flatMap(([key, leaf]) => {
    const [old, now] = [was!.get(key), is!.get(key)].map((side) =>
      side === undefined ? null : valueWords(side, nameOf),
    );
    if (old === now || (old ?? "Nothing") === (now ?? "Nothing")) return [];
    return [{ what: pathWords(leaf, nameOf), before: old ?? "Nothing", after: now ?? "Nothing" }];
  });
}

/** The ids in an event that may have a name, by kind. */
export function idsIn(...sides: readonly unknown[]): Map<NamedKind, Set<string>> {
  const ids = new Map<NamedKind, Set<string>>();
  const add = (kind: NamedKind, id: string) => ids.set(kind, (ids.get(kind) ?? new Set()).add(id));
  for (const leaf of sides.flatMap((side) => ((side ?? null) === null ? [] : leavesOf(side, [], "")))) {
    const kind = KIND_OF.get(leaf.key);
    if (kind === undefined) continue;
    // Under an id of the same kind stands what is said of it, and no other id.
    const last = leaf.path.at(-1) ?? "";
    const names = isKey(last) || NUMBER.test(last);
    for (const id of names ? [leaf.value].flat() : []) if (typeof id === "string") add(kind, id);
    for (const part of leaf.path) if (!isKey(part)) add(kind, part);
  }
  return ids;
}
