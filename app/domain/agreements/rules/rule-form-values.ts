import { wholeDigits } from "~/domain/shared/whole-digits";
import { wholeNumberFrom } from "~/domain/shared/range-words";
import { formatPence, formatUnitPrice, parsePence, parseUnitPrice } from "~/domain/money/format";
import { LARGEST_FUND } from "~/domain/money/sum";
import type { Pence, UnitPrice } from "~/domain/money/money";
import { formatDay, isDay, type Day } from "~/domain/shared/day";
import { formatFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";
import type { Ratio, Target } from "./rule";

/** What a form sends for one rule: field names are the rule's own, "portion", "shares.2.payer", "when.nature". */
export type RuleFormFields = Readonly<Record<string, string>>;

/** A form being read; every codec notes what is wrong under the name of the field. */
export interface Reading {
  fields: RuleFormFields;
  errors: Record<string, string>;
}

/**
 * One value of a rule as form fields, both ways. `read` answers undefined when there is no value: it was left out, or
 * it is wrong and `errors` says how. What `write` makes, `read` understands.
 */
export interface Codec<T> {
  write(value: T, name: string): Record<string, string>;
  read(from: Reading, name: string): T | undefined;
}

const typed = (from: Reading, name: string) => (from.fields[name] ?? "").trim();

/** Nothing was typed in the field, nor in any that belongs to it. */
export function isBlank({ fields }: Reading, name: string): boolean {
  return Object.entries(fields).every(
    ([key, value]) => value.trim() === "" || (key !== name && !key.startsWith(`${name}.`)),
  );
}

/** A value in one box. `missing` is the message for an empty box, `wrong` the one for what cannot be read. */
export function boxed<T>(
  read: (text: string) => T | null,
  write: (value: T) => string,
  words: { missing: string; wrong?: string },
): Codec<T> {
  return {
    write: (value, name) => ({ [name]: write(value) }),
    read(from, name) {
      const text = typed(from, name);
      const value = text === "" ? null : read(text);
      if (value === null) from.errors[name] = text === "" ? words.missing : (words.wrong ?? words.missing);
      return value ?? undefined;
    },
  };
}

/** The same, where it may be left out. */
export function optional<T>(codec: Codec<T>): Codec<T> {
  return {
    write: (value, name) => codec.write(value, name),
    read: (from, name) => (isBlank(from, name) ? undefined : codec.read(from, name)),
  };
}

const MOST_DIGITS = 13;

function readMoney(text: string): Pence | null {
  const amount = parsePence(text);
  return amount === null || amount < 0n || amount > LARGEST_FUND ? null : amount;
}

/** "250,000" or "250,000.50", without the sign that stands before the box. From pence. */
export function moneyText(amount: Pence): string {
  return formatPence(amount, { whole: true }).replace("£", "");
}

/** A box for a sum of money, read and shown in pounds and kept in whole pence. */
export const money = (what: string): Codec<Pence> =>
  boxed(readMoney, moneyText, {
    missing: `Enter ${what} in pounds, for example 250,000`,
    wrong: `Enter ${what} as a sum in pounds and pence, for example 250,000 or 1,250.50`,
  });

/** A box for a price of one unit in pounds with at most four decimals, kept in ten-thousandths of a pound. */
export const rate = (what: string): Codec<UnitPrice> =>
  boxed(
    (text) => (text.replaceAll(/\D/g, "").length > MOST_DIGITS ? null : parseUnitPrice(text)),
    (price) => formatUnitPrice(price).replace("£", ""),
    { missing: `Enter ${what} in pounds, for example 1.26, with at most four decimals` },
  );

/**
 * "60", "60%", "33.33%" or "1/3". Null when it is none of these or more than all. A percentage becomes basis
 * points (6000 is 60%), a fraction its numerator and denominator.
 */
export function readRatio(text: string): Ratio | null {
  const percentage = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text);
  if (percentage) {
    const points = Number(percentage[1]) * 100 + Number((percentage[2] ?? "").padEnd(2, "0"));
    return points <= 10_000 ? points : null;
  }
  const fraction = /^(\d{1,9})\s*\/\s*(\d{1,9})$/.exec(text);
  if (!fraction) return null;
  const [numerator, denominator] = [Number(fraction[1]), Number(fraction[2])];
  return denominator > 0 && numerator <= denominator ? { numerator, denominator } : null;
}

function ratioText(ratio: Ratio): string {
  if (typeof ratio !== "number") return `${ratio.numerator}/${ratio.denominator}`;
  const hundredths = ratio % 100;
  const decimals = hundredths === 0 ? "" : `.${String(hundredths).padStart(2, "0").replace(/0$/, "")}`;
  return `${Math.trunc(ratio / 100)}${decimals}%`;
}

const RATIO_WRONG =
  "Enter a percentage from 0% to 100%, for example 60% or 33.33%, or a fraction such as 1/3";

/** A box for a share of a whole, written as a percentage or a fraction ("60%", "1/3") and kept exactly. */
export const ratio = (what: string): Codec<Ratio> =>
  boxed(readRatio, ratioText, {
    missing: `Enter ${what}, for example 60% or 1/3`,
    wrong: RATIO_WRONG,
  });

/**
 * A box for a percentage, kept in basis points (6000 is 60%): only hundredths of a percent, where the rule has no
 * room for a fraction.
 */
export const percentage = (what: string): Codec<number> =>
  boxed(
    (text) => {
      const value = readRatio(text);
      return typeof value === "number" ? value : null;
    },
    ratioText,
    {
      missing: `Enter ${what}, for example 50%`,
      wrong: `Enter ${what} as a percentage from 0% to 100%, for example 50%`,
    },
  );

function readWhole(text: string): number | null {
  const plain = wholeDigits(text) ?? "";
  return /^\d{1,9}$/.test(plain) && Number(plain) >= 1 ? Number(plain) : null;
}

/** The largest number of months, contract years or units in a rule: nine digits. */
const LARGEST_WHOLE = 999_999_999;

const wholeWords = (what: string, example: number) => ({
  missing: `Enter ${what} as ${wholeNumberFrom(1, LARGEST_WHOLE)}, for example ${example}`,
});

/** A whole number from one. */
export const whole = (what: string): Codec<number> => boxed(readWhole, String, wholeWords(what, 12));

/** A box for a whole number of units (patients, beds, users), written without a sign. */
export const units = (what: string): Codec<bigint> =>
  boxed(
    (text) => {
      const value = readWhole(text);
      return value === null ? null : BigInt(value);
    },
    (value) => value.toString(),
    wholeWords(what, 10),
  );

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);

/** "1 April 2026", "1/4/2026" or "2026-04-01". Null when it is no such date. */
export function readDay(text: string): Day | null {
  const tidy = text.trim().toLowerCase();
  if (isDay(tidy)) return tidy;
  const match = /^(\d{1,2})(?:\s+|\/|\.|-)([a-z]{3,9}|\d{1,2})(?:\s+|\/|\.|-)(\d{4})$/.exec(tidy);
  if (!match) return null;
  const month = /^\d/.test(match[2]!)
    ? Number(match[2])
    : MONTHS.findIndex((name) => name.startsWith(match[2]!)) + 1;
  const made = `${match[3]}-${String(month).padStart(2, "0")}-${match[1]!.padStart(2, "0")}`;
  return isDay(made) ? made : null;
}

/** A box for a London day, written as people write dates ("1 April 2027"). */
export const date = (what: string): Codec<Day> =>
  boxed(readDay, formatDay, { missing: `Enter ${what} as a date, for example 1 April 2027` });

/** "2026/27" or "2026". Answers the year in which it begins; null when it is none. */
export function readFinancialYear(text: string): FinancialYear | null {
  const match = /^(20\d{2})(?:\s*[/-]\s*(?:20)?(\d{2}))?$/.exec(text.trim());
  if (!match) return null;
  const year = Number(match[1]);
  return match[2] === undefined || Number(match[2]) === (year + 1) % 100 ? year : null;
}

/** A box for a financial year, 1 April to 31 March, written "2026/27". */
export const financialYear = (): Codec<FinancialYear> =>
  boxed(readFinancialYear, formatFinancialYear, { missing: "Enter a financial year, for example 2026/27" });

const CODE = /^@?[A-Za-z0-9][\w:.-]{0,39}$/;
/** A code as typed when it has the form of one, otherwise null; nothing is looked up. */
export const readCode = (text: string): string | null => (CODE.test(text) ? text : null);

/** An organisation's or a fund's code, from a list. */
export const code = (missing: string): Codec<string> => boxed(readCode, (value) => value, { missing });

/** A box for free text of at most `most` characters. */
export const text = (missing: string, most = 200): Codec<string> =>
  boxed(
    (value) => (value.length <= most ? value : null),
    (value) => value,
    { missing, wrong: `Enter at most ${most} characters` },
  );

/** One of a few. `usual` is what holds when the rule does not say; it is left out of the rule. */
export function choice<T extends string>(all: readonly T[], missing: string, usual?: T): Codec<T> {
  return {
    write: (value, name) => ({ [name]: value }),
    read(from, name) {
      const value = typed(from, name);
      if (usual !== undefined && (value === "" || value === usual)) return undefined;
      if (all.includes(value as T)) return value as T;
      from.errors[name] = missing;
      return undefined;
    },
  };
}

/** A box that is ticked or not; only a tick is kept. */
export const tick: Codec<boolean> = {
  write: (value, name): Record<string, string> => (value ? { [name]: "yes" } : {}),
  read: (from, name) => (typed(from, name) === "" ? undefined : true),
};

/** "rule:3" or "payer:X24". */
export const target: Codec<Target> = boxed(
  (value): Target | null => {
    const match = /^(rule|payer):(.+)$/.exec(value);
    if (!match) return null;
    if (match[1] === "payer") return readCode(match[2]!) === null ? null : { payer: match[2]! };
    const rule = readWhole(match[2]!);
    return rule === null ? null : { rule };
  },
  (value) => ("rule" in value ? `rule:${value.rule}` : `payer:${value.payer}`),
  { missing: "Choose which rule, or whose payments, this is about" },
);

/** The text fields of a posted form; a name sent more than once counts once. */
export function ruleFieldsFrom(form: Readonly<Record<string, unknown>>): RuleFormFields {
  const entries = Object.entries(form).flatMap(([name, value]): [string, string][] => {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === "string" ? [[name, first]] : [];
  });
  return Object.fromEntries(entries);
}
