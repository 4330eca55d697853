import { csvRecords } from "../shared/csv-records";

/** A recipient as a buyer's file names it. `line` counts from 1, the header included. */
export interface RecipientRow {
  line: number;
  name: string;
  code: string;
}

export interface RecipientCsv {
  rows: RecipientRow[];
  errors: { line: number; reason: string }[];
}

const HEADER = ["organisation name", "ods code"];
const MOST_ROWS = 10_000;
const CODE = /^[A-Z0-9-]{2,40}$/;

/**
 * Reads the file that a buyer uploads to name recipients: two columns, "Organisation Name" and "ODS Code", in that
 * order, as the NHS Buying Catalogue has always asked for. Every fault is named by line; a file with a wrong header has
 * that one error and no rows. Codes are put in capitals; an empty line is skipped.
 */
export function parseRecipientCsv(text: string): RecipientCsv {
  const records = csvRecords(text);
  if (records === null)
    return { rows: [], errors: [{ line: 1, reason: "A quotation mark is never closed." }] };
  const header = records.shift();
  if (!header || HEADER.some((name, index) => header.fields[index]?.trim().toLowerCase() !== name)) {
    return {
      rows: [],
      errors: [{ line: 1, reason: "The first line must be: Organisation Name,ODS Code" }],
    };
  }
  const result: RecipientCsv = { rows: [], errors: [] };
  const seen = new Map<string, number>();
  for (const { line, fields } of records) {
    if (fields.every((field) => field.trim() === "")) continue;
    const reason = whyNot(fields, seen);
    if (reason) {
      result.errors.push({ line, reason });
      continue;
    }
    const code = fields[1]!.trim().toUpperCase();
    seen.set(code, line);
    result.rows.push({ line, name: fields[0]!.trim(), code });
    if (result.rows.length > MOST_ROWS) {
      result.errors.push({
        line,
        reason: `A file may name at most ${MOST_ROWS.toLocaleString("en-GB")} recipients.`,
      });
      break;
    }
  }
  if (result.rows.length === 0 && result.errors.length === 0) {
    result.errors.push({ line: 2, reason: "The file names no recipient." });
  }
  return result;
}

function whyNot(fields: string[], seen: Map<string, number>): string | null {
  if (fields.length !== 2) return `Expected 2 columns and found ${fields.length}.`;
  const code = fields[1]!.trim().toUpperCase();
  if (code === "") return "The ODS code is missing.";
  if (!CODE.test(code)) return `“${fields[1]!.trim()}” is not an ODS code: use letters and digits only.`;
  const before = seen.get(code);
  return before === undefined ? null : `${code} is already named on line ${before}.`;
}
