import { CsvError, parse } from "csv-parse/sync";

export interface CsvRecord {
  /** The line that it begins on, counted from 1. */
  line: number;
  fields: string[];
}

const DIVIDERS = [",", ";", "\t"];

/** What divides the fields of a table: whichever of comma, semicolon and tab its first line has most of. */
function dividerOf(text: string): string {
  const first = (/^[^\r\n]*/.exec(text)?.[0] ?? "").replaceAll(/"[^"]*"/g, "");
  const counts = DIVIDERS.map((each) => first.split(each).length);
  return DIVIDERS[counts.indexOf(Math.max(...counts))]!;
}

const LINE_BREAK = /\r\n|\n|\r/g;

/**
 * The records of a table with double quotes (RFC 4180), its fields divided by commas, or by semicolons or tabs as
 * spreadsheets of some settings write it; a byte-order mark left out, lines ended in any way, an empty line kept as a
 * record of one empty field. A quotation mark inside a field that does not begin with one is a character like any other.
 * Null when a quotation mark is never closed.
 */
export function csvRecords(text: string): CsvRecord[] | null {
  const records = fieldsOf(text);
  if (records === null) return null;
  // Counted here: the library's own count is of the line that a record ends on, and takes CRLF within quotes for two.
  let line = 1;
  return records.map((fields) => {
    const record = { line, fields };
    const within = fields.reduce((count, field) => count + (field.match(LINE_BREAK)?.length ?? 0), 0);
    line += 1 + within;
    return record;
  });
}

function fieldsOf(text: string): string[][] | null {
  try {
    return parse(text, {
      bom: true,
      delimiter: dividerOf(text.replace(/^\uFEFF/, "")),
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
    });
  } catch (error) {
    if (error instanceof CsvError && error.code === "CSV_QUOTE_NOT_CLOSED") return null;
    throw error;
  }
}
