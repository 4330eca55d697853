import { formatPence, parsePence } from "../../money/format";
import { LARGEST_FUND, sumFrom } from "../../money/sum";
import { larger, sum, ZERO, type Pence } from "../../money/money";
import { formatDay, type Day } from "../../shared/day";
import { csvRecords } from "../../shared/csv-records";
import { parseWeight } from "./allocation-formula";

/** A fault in a table, by its row as a spreadsheet numbers them: the heading is row 1. */
export interface TableFault {
  line: number;
  reason: string;
}

export interface AmountRow {
  line: number;
  code: string;
  amount: Pence;
}

export const TABLE_HEADING = "ODS code,Amount";
const MOST_ROWS = 30_000;
const CODE = /^[A-Z0-9-]{2,60}$/i;

/**
 * Reads a table of organisations and amounts in pounds: a heading "ODS code,Amount", then one organisation on
 * each line. Every fault is named by row; empty lines are skipped. An amount of 0 takes an allocation away.
 * Amounts are answered in pence.
 */
export function parseAmountTable(text: string): { rows: AmountRow[]; faults: TableFault[] } {
  const { rows, faults } = readTable(text, ["ods code", "amount"], TABLE_HEADING);
  const amounts: AmountRow[] = [];
  for (const { line, code, value } of rows) {
    const amount = parsePence(value);
    if (value === "") faults.push({ line, reason: `The amount for ${code} is missing.` });
    else if (amount === null) {
      faults.push({ line, reason: `“${value}” is not an amount in pounds, for example 12,345.67.` });
    } else if (amount > LARGEST_FUND)
      faults.push({
        line,
        reason: `The amount for ${code} must be an amount ${sumFrom(ZERO, LARGEST_FUND)}.`,
      });
    else if (amount < 0n) faults.push({ line, reason: `The amount for ${code} is below zero.` });
    else amounts.push({ line, code, amount });
  }
  return { rows: amounts, faults: faults.sort((a, b) => a.line - b.line) };
}

/**
 * Reads the lines of weights that somebody types or pastes: "QWO,1.25". A heading line is allowed. Weights
 * are answered in ten-thousandths.
 */
export function parseWeightTable(text: string): {
  rows: { line: number; code: string; weight: bigint }[];
  faults: TableFault[];
} {
  const { rows, faults } = readTable(text, null, "ODS code,Weight");
  const weights: { line: number; code: string; weight: bigint }[] = [];
  for (const { line, code, value } of rows) {
    const weight = parseWeight(value);
    if (weight === null) {
      faults.push({
        line,
        reason: `“${value}” is not a weight above zero with at most four decimals, for example 1.25.`,
      });
    } else weights.push({ line, code, weight });
  }
  return { rows: weights, faults: faults.sort((a, b) => a.line - b.line) };
}

interface TableRow {
  line: number;
  code: string;
  value: string;
}

function readTable(
  text: string,
  heading: readonly string[] | null,
  example: string,
): { rows: TableRow[]; faults: TableFault[] } {
  const refuse = (line: number, reason: string) => ({ rows: [], faults: [{ line, reason }] });
  const records = csvRecords(text);
  if (records === null) return refuse(1, "A quotation mark is never closed.");
  // "Amount (pounds)" is how the file that is downloaded here heads it.
  const heads = records[0]?.fields.map((field) => field.trim().toLowerCase()) ?? [];
  const first = heads.map((head) => head.replace(/ \((pounds|£|gbp)\)$/, ""));
  if (heading && heading.some((name, index) => first[index] !== name)) {
    return refuse(1, `The first line must be: ${example}`);
  }
  const body = first[0] === "ods code" ? records.slice(1) : records;
  const filled = body.filter(({ fields }) => fields.some((field) => field.trim() !== ""));
  if (filled.length === 0) return refuse(2, "The table names no organisation.");
  if (filled.length > MOST_ROWS) {
    return refuse(
      MOST_ROWS + 1,
      `A table may name at most ${MOST_ROWS.toLocaleString("en-GB")} organisations.`,
    );
  }
  // Columns after the first two are ignored, so that a table that was downloaded from here can be sent back.
  const columns = first[0] === "ods code" ? Math.max(2, first.length) : 2;
  const rows: TableRow[] = [];
  const faults: TableFault[] = [];
  const seen = new Map<string, number>();
  for (const { line, fields } of filled) {
    const reason = whyNot(fields, columns, seen);
    if (reason) {
      faults.push({ line, reason });
      continue;
    }
    const code = fields[0]!.trim();
    seen.set(code.toUpperCase(), line);
    rows.push({ line, code, value: fields[1]!.trim() });
  }
  return { rows, faults };
}

function whyNot(
  fields: readonly string[],
  columns: number,
  seen: ReadonlyMap<string, number>,
): string | null {
  if (fields.length !== columns) {
    return `Expected ${columns} columns and found ${fields.length}. Put amounts with a comma in quotation marks, or upload the workbook itself.`;
  }
  const code = fields[0]!.trim();
  if (code === "") return "The ODS code is missing.";
  if (!CODE.test(code)) return `“${code}” is not an ODS code: use letters and digits only.`;
  const before = seen.get(code.toUpperCase());
  return before === undefined ? null : `${code} is already named on row ${before}.`;
}

/** What a plan comes to, against what the fund can bear. */
export interface PlannedRow {
  before: Pence;
  amount: Pence;
  /** Committed and drawn by the organisation's orders. */
  used: Pence;
  line?: number;
  organisationName: string;
}

/**
 * Why a fund sets nothing more aside, in a sentence; null when it may. `rises` says whether any allocation would be more
 * than it was: what a closed fund has set aside can still be lowered.
 */
export function whyNotSetAside(
  fund: { name: string; closesOn: Day },
  rises: boolean,
  today: Day,
): string | null {
  if (!rises || today <= fund.closesOn) return null;
  return `${fund.name} closed on ${formatDay(fund.closesOn)}, so orders could not use what is set aside. Its allocations can only be lowered.`;
}

/** What a fund may still set aside, and what requests to move its money that wait would take. In pence. */
export interface Room {
  /** Put in, not allocated, and not asked for by a request that waits; nothing where requests ask for more. */
  room: Pence;
  waitingOut: Pence;
}

/** The room of a fund that holds so much beyond its allocations, while requests that wait would take some. In pence. */
export function roomOf(notAllocated: Pence, waitingOut: Pence): Room {
  return { room: larger(ZERO, (notAllocated - waitingOut) as Pence), waitingOut };
}

/** "£40.00 was put in and is not allocated, besides £10.00 that requests to move it would take". */
export function roomText({ room, waitingOut }: Room): string {
  const waits =
    waitingOut > 0n ? `, besides ${formatPence(waitingOut)} that requests that wait would take` : "";
  return `${formatPence(room)} was put in and is not allocated${waits}`;
}

/** Why a plan cannot be kept, by row; none when it can. In pence. */
export function whyNotPlan(rows: readonly PlannedRow[], has: Room): TableFault[] {
  const faults: TableFault[] = [];
  for (const { amount, used, organisationName, line } of rows) {
    if (amount < used) {
      faults.push({
        line: line ?? 0,
        reason: `${organisationName} has committed or drawn ${formatPence(used)} already, so its allocation cannot be ${formatPence(amount)}.`,
      });
    }
  }
  const rise = (sum(rows.map((row) => row.amount)) - sum(rows.map((row) => row.before))) as Pence;
  if (rise > has.room && rise > 0n) {
    const over = (rise - has.room) as Pence;
    faults.push({
      line: 0,
      reason: `This sets aside ${formatPence(over)} more than the fund has: ${roomText(has)}, and this adds ${formatPence(rise)}.`,
    });
  }
  return faults;
}
