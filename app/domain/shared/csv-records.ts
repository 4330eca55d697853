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

/**
 * Splits text with double quotes (RFC 4180), its fields divided by commas, or by semicolons or tabs as spreadsheets of
 * some settings write it; a byte-order mark left out; null when a quotation mark is never closed.
 */
export function csvRecords(given: string): CsvRecord[] | null {
  const text = given.replace(/^\uFEFF/, "");
  const divider = dividerOf(text);
  const records: CsvRecord[] = [];
  let fields: string[] = [];
  let field = "";
  let quoted = false;
  let line = 1;
  let startLine = 1;
  const endRecord = () => {
    records.push({ line: startLine, fields: [...fields, field] });
    fields = [];
    field = "";
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]!;
    if (character === "\n") line += 1;
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[index + 1] === '"') field += text[(index += 1)];
      else quoted = false;
    } else if (character === '"' && field === "") quoted = true;
    else if (character === divider) {
      fields.push(field);
      field = "";
    } else if (character === "\n") {
      endRecord();
      startLine = line;
    } else if (character !== "\r") field += character;
  }
  if (quoted) return null;
  if (field !== "" || fields.length > 0) endRecord();
  return records;
}
