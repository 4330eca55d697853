import { wholeDigits } from "~/domain/shared/whole-digits";
import { formatPence } from "../../money/format";
import { allocate, type Pence } from "../../money/money";
import { kindLabel } from "../../organisations/organisation";
import { formatDay, type Day } from "../../shared/day";

/** The ways to divide a sum over organisations. */
export const FORMULAS = ["per-head", "per-bed", "equal", "weighted"] as const;
export type Formula = (typeof FORMULAS)[number];

export const FORMULA_WORDS: Record<Formula, { label: string; hint: string }> = {
  "per-head": {
    label: "By registered patients",
    hint: "Practices have their own list; an integrated care board has the lists of its practices.",
  },
  "per-bed": {
    label: "By beds",
    hint: "Trusts and providers have their own beds; a board those in its area.",
  },
  equal: { label: "The same for everyone", hint: "Pennies that cannot be divided go to the first by code." },
  weighted: {
    label: "By weights of your own",
    hint: "One organisation and its weight on each line, for example QWO,1.25",
  },
};

/** The fact that a formula counts, by its name in the directory of facts; null where nothing is counted. */
export const COUNTED_FACT: Record<Formula, string | null> = {
  "per-head": "registered_patients",
  "per-bed": "beds",
  equal: null,
  weighted: null,
};

/**
 * Why a sum cannot be divided by a formula when none of those chosen has a count of its fact, with what to choose instead.
 * `kinds` are those of the organisations chosen, `counted` the formulas by which some of them are counted.
 */
export function nothingCounted(
  formula: Formula,
  kinds: readonly string[],
  counted: readonly Formula[],
): string {
  const chosen = [...new Set(kinds)];
  const who = chosen.length === 1 ? kindLabel(chosen[0]!, true) : "these organisations";
  const unit = UNITS[formula] ?? "weights";
  const instead = [...counted.filter((other) => other !== formula), "equal" as const, "weighted" as const];
  const names = instead.map((other) => `“${FORMULA_WORDS[other].label}”`);
  return `No ${unit} are counted for ${who} here, so nothing can be divided by them. ${FORMULA_WORDS[formula].hint} Choose ${names.slice(0, -1).join(", ")} or ${names.at(-1)} instead.`;
}

const UNITS: Partial<Record<Formula, string>> = { "per-head": "registered patients", "per-bed": "beds" };

export interface Weighed {
  code: string;
  /** A whole number; typed weights in ten-thousandths. */
  weight: bigint;
  /** The newest day that was counted, and the oldest of several. */
  asAt?: Day | null;
  oldest?: Day | null;
  /** How many organisations were counted, where it is not its own count: a board's practices, a provider's sites. */
  of?: number | null;
}

export interface Divided {
  code: string;
  amount: Pence;
  /** "2,345,678 registered patients at 231 practices counted, of 61,234,567 on 1 October 2026" */
  basis: string;
}

const TEN_THOUSANDTHS = 10_000n;

/**
 * Divides a sum by weight so that the parts add up to it exactly: by largest remainder, ties to the lower
 * code, whatever the order that the organisations come in. A weight of zero gets nothing and is left out.
 * Throws RangeError when no weight is above zero. The sum is pence.
 */
export function divideByFormula(
  formula: Formula,
  amount: Pence,
  organisations: readonly Weighed[],
): Divided[] {
  const counted = organisations
    .filter(({ weight }) => weight > 0n)
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  if (counted.length === 0) throw new RangeError("no organisation has a weight above zero");
  const whole = counted.reduce((total, { weight }) => total + weight, 0n);
  const parts = allocate(
    amount,
    counted.map(({ weight }) => weight),
  );
  return counted.map((one, index) => ({
    code: one.code,
    amount: parts[index]!,
    basis: basisText(formula, one, whole, { amount, count: counted.length }),
  }));
}

const placesText = (formula: Formula, count: number) =>
  `${formula === "per-head" ? "practice" : "organisation"}${count === 1 ? "" : "s"}`;

function basisText(
  formula: Formula,
  one: Weighed,
  whole: bigint,
  all: { amount: Pence; count: number },
): string {
  if (formula === "equal") {
    return `One of ${all.count.toLocaleString("en-GB")} equal parts of ${formatPence(all.amount)}`;
  }
  if (formula === "weighted") return `Weight ${weightText(one.weight)} of ${weightText(whole)}`;
  const { asAt, oldest, of } = one;
  const since = oldest && oldest !== asAt ? ` from ${formatDay(oldest)} to` : " on";
  const on = asAt ? `${since} ${formatDay(asAt)}` : "";
  const where = of ? ` at the ${of.toLocaleString("en-GB")} ${placesText(formula, of)} counted,` : "";
  return `${one.weight.toLocaleString("en-GB")} ${UNITS[formula]}${where} of ${whole.toLocaleString("en-GB")}${on}`;
}

function weightText(weight: bigint): string {
  const fraction = (weight % TEN_THOUSANDTHS).toString().padStart(4, "0").replace(/0+$/, "");
  return `${(weight / TEN_THOUSANDTHS).toLocaleString("en-GB")}${fraction ? `.${fraction}` : ""}`;
}

/** Reads a weight with at most four decimals as ten-thousandths; null when it is none, or not above zero. */
export function parseWeight(text: string): bigint | null {
  const match = /^([\d,]+)(?:\.(\d{1,4}))?$/.exec(text.trim());
  const whole = match && wholeDigits(match[1]!);
  if (!match || !whole || whole.length > 12) return null;
  const weight = BigInt(whole) * TEN_THOUSANDTHS + BigInt((match[2] ?? "").padEnd(4, "0"));
  return weight > 0n ? weight : null;
}
