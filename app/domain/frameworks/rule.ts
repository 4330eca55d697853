import type { Pence } from "~/domain/money/money";
import { contains, day, type Day } from "~/domain/shared/day";

/** A rule of procurement as it stood over a period (procurement_rule). */
export interface DatedRule {
  id: string;
  effectiveFrom: Day;
  effectiveTo: Day | null;
  text: string;
  /** Where it is written: "s.45(5)". */
  reference: string;
  /** Figures of the rule by name; what is missing here is read from the text. */
  parameters: Readonly<Record<string, unknown>>;
}

/** A threshold as it stood over a period (procurement_threshold). */
export interface DatedThreshold {
  id: string;
  effectiveFrom: Day;
  effectiveTo: Day | null;
  /** VAT included. */
  amount: Pence;
  basis: string;
}

function inForce<T extends { id: string; effectiveFrom: Day; effectiveTo: Day | null }>(
  rows: readonly T[],
  id: string,
  on: Day,
): T | null {
  const found = rows.filter(
    (row) => row.id === id && contains({ from: row.effectiveFrom, to: row.effectiveTo }, on),
  );
  // Where two overlap by mistake, the later one is the newer decision.
  found.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1));
  return found[0] ?? null;
}

/** The rule of this id that is in force on a day, or null. First and last day are inclusive. */
export function ruleOn(rules: readonly DatedRule[], id: string, on: Day): DatedRule | null {
  return inForce(rules, id, on);
}

/**
 * The last day that a threshold holds. They are revised every two years, on 1 January of the even years (Procurement Act
 * 2023 Sch.1 para.2, after the WTO's Agreement on Government Procurement): a row without an end holds up to the next revision and not for ever.
 */
export function thresholdUntil({ effectiveFrom, effectiveTo }: DatedThreshold): Day {
  if (effectiveTo !== null) return effectiveTo;
  const year = Number(effectiveFrom.slice(0, 4));
  return day(`${year + 1 - (year % 2)}-12-31`);
}

/** The last day for which a threshold of this id is on record; null when there is none at all. */
export function thresholdKnownUntil(thresholds: readonly DatedThreshold[], id: string): Day | null {
  const ends = thresholds.filter((row) => row.id === id).map(thresholdUntil);
  return ends.sort().at(-1) ?? null;
}

/**
 * The threshold of this id that is in force on a day, or null. Its value is pence, its first and last day are
 * inclusive.
 */
export function thresholdOn(
  thresholds: readonly DatedThreshold[],
  id: string,
  on: Day,
): DatedThreshold | null {
  const dated = thresholds.map((row) => ({ ...row, effectiveTo: thresholdUntil(row) }));
  return inForce(dated, id, on);
}

/**
 * Where a figure stands in the words of a rule. The published list of rules is prose; reading the figure from the row
 * keeps it dated data, so that a changed rule changes the answer without a change of code.
 */
const IN_THE_TEXT: Record<string, { pattern: RegExp; group: number }> = {
  "PA-03.maximumYears": { pattern: /term\s*(?:<=|≤|of at most)\s*(\d+) years/i, group: 1 },
  "PA-04.maximumYears": { pattern: /expires?\s*(?:<=|≤|within)\s*(\d+) years/i, group: 1 },
  "PA-09.warnPercent": { pattern: /warn at (\d+)%/i, group: 1 },
  "PA-09.refusePercent": { pattern: /block at (\d+)%/i, group: 1 },
  "PA-13.standstillWorkingDays": { pattern: /standstill of (\d+) working days/i, group: 1 },
  "PA-18.millionPounds": { pattern: /value\s*(?:>|above|over)\s*£(\d+)m/i, group: 1 },
  "PA-18.leastKpis": { pattern: /at least (\d+) KPIs/i, group: 1 },
  "PA-27.notifiablePoundsCentral": { pattern: /£([\d,]+)\s*\(central government\)/i, group: 1 },
  "PA-27.notifiablePounds": { pattern: /£([\d,]+)\s*\(others\)/i, group: 1 },
  "PA-28.tenderDays": { pattern: /(\d+) electronic submission/i, group: 1 },
};

/** A figure of a rule: its parameter of that name, or what its text says; null when it states neither. */
export function numberOf(rule: DatedRule, name: string): number | null {
  const given = rule.parameters[name];
  if (typeof given === "number" && Number.isSafeInteger(given)) return given;
  const place = IN_THE_TEXT[`${rule.id}.${name}`];
  const text = place && place.pattern.exec(rule.text)?.[place.group];
  return text ? Number(text.replaceAll(",", "")) : null;
}
