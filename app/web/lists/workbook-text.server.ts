import { inflateRawSync } from "node:zlib";
import { stringify } from "csv-stringify/sync";
import { Problem } from "~/domain/shared/problem";

/*
 * The first sheet of a workbook (XLSX, ECMA-376) that somebody uploads, as the text of a CSV file: the same reader then
 * reads both. Only what a table of codes and amounts needs: texts, numbers and formulas by their last result.
 */

/** A small file can hold a very long sheet: what is unpacked is bounded too. */
const MOST_UNPACKED_BYTES = 40_000_000;
const MOST_COLUMNS = 200;
const MOST_ROWS = 100_000;

/** Whether the bytes are a ZIP file, as every XLSX workbook is. */
export const isWorkbook = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** Whether the bytes are a workbook as it was before 2007 (XLS), which nobody reads here. */
export const isOldWorkbook = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;

/** The refusal of a workbook that cannot be read. */
export function unreadableWorkbook(): Problem {
  return new Problem("bad-request", "workbook-unreadable", {
    title: "The workbook cannot be read.",
    detail: "Save it again in your spreadsheet as Excel workbook (XLSX) or as CSV, and upload that file.",
  });
}

/** The rows of the first sheet as CSV text, row for row. Throws a bad-request Problem for what is no such workbook. */
export function workbookText(bytes: Uint8Array): string {
  try {
    const read = openZip(Buffer.from(bytes));
    const sheet = read(firstSheetOf(read));
    if (sheet === null) throw unreadableWorkbook();
    return stringify(rowsOf(sheet, stringsOf(read("xl/sharedStrings.xml") ?? "")));
  } catch (error) {
    throw error instanceof Problem ? error : unreadableWorkbook();
  }
}

type Reader = (name: string) => string | null;

/** Reads the parts of a ZIP file by name, each once it is asked for. */
function openZip(zip: Buffer): Reader {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw unreadableWorkbook();
  const parts = new Map<string, { at: number; size: number; packed: boolean }>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const size = zip.readUInt32LE(at + 20);
    parts.set(name, { at: zip.readUInt32LE(at + 42), size, packed: zip.readUInt16LE(at + 10) === 8 });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return (name) => {
    const part = parts.get(name);
    if (!part) return null;
    const begin = part.at + 30 + zip.readUInt16LE(part.at + 26) + zip.readUInt16LE(part.at + 28);
    const body = zip.subarray(begin, begin + part.size);
    const whole = part.packed ? inflateRawSync(body, { maxOutputLength: MOST_UNPACKED_BYTES }) : body;
    return whole.toString("utf8");
  };
}

/** The name of the part that holds the first sheet in the order of the tabs. */
function firstSheetOf(read: Reader): string {
  const id = /<sheet\b[^>]*\br:id="([^"]+)"/.exec(read("xl/workbook.xml") ?? "")?.[1];
  const relations = read("xl/_rels/workbook.xml.rels") ?? "";
  const relation = (relations.match(/<Relationship\b[^>]*>/g) ?? []).find((one) =>
    one.includes(`Id="${id}"`),
  );
  const target = /Target="([^"]+)"/.exec(relation ?? "")?.[1];
  if (!target) throw unreadableWorkbook();
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const plain = (xml: string): string =>
  xml.replaceAll(/&(#x?[\da-fA-F]+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
  });

/** The text of an element: its runs one after the other, without what is said about their sound (rPh). */
const textIn = (xml: string): string =>
  plain(
    [...xml.replaceAll(/<rPh\b.*?<\/rPh>/gs, "").matchAll(/<t(?: [^>]*)?>(.*?)<\/t>/gs)]
      .map((run) => run[1])
      .join(""),
  );

const stringsOf = (xml: string): string[] =>
  [...xml.matchAll(/<si>(.*?)<\/si>|<si\/>/gs)].map((item) => textIn(item[1] ?? ""));

function columnOf(reference: string): number {
  const letters = /^[A-Z]+/.exec(reference)?.[0] ?? "A";
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function rowsOf(sheet: string, strings: readonly string[]): string[][] {
  const rows: string[][] = [];
  for (const [, head = "", body = ""] of sheet.matchAll(/<row\b([^>]*?)(?:\/>|>(.*?)<\/row>)/gs)) {
    const number = Number(/\br="(\d+)"/.exec(head)?.[1] ?? rows.length + 1);
    if (number > MOST_ROWS) break;
    // A row that the sheet leaves out is an empty line, so that faults are named by the rows that people see.
    while (rows.length < number - 1) rows.push([""]);
    rows.push(cellsOf(body, strings));
  }
  return rows;
}

function cellsOf(row: string, strings: readonly string[]): string[] {
  const cells: string[] = [];
  for (const [, head = "", body = ""] of row.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const at = columnOf(/\br="([A-Z]+)/.exec(head)?.[1] ?? "A");
    if (at >= MOST_COLUMNS) break;
    while (cells.length < at) cells.push("");
    cells[at] = valueOf(/\bt="(\w+)"/.exec(head)?.[1] ?? "n", body, strings);
  }
  while (cells.length > 1 && cells.at(-1) === "") cells.pop();
  return cells.length > 0 ? cells : [""];
}

function valueOf(type: string, body: string, strings: readonly string[]): string {
  if (type === "inlineStr") return textIn(body);
  const value = plain(/<v(?: [^>]*)?>(.*?)<\/v>/s.exec(body)?.[1] ?? "");
  if (type === "s") return strings[Number(value)] ?? "";
  // 1234.5599999999999 and 1.25E6 are how a file writes 1234.56 and 1250000.
  if (type === "n" && value !== "" && Number.isFinite(Number(value))) return plainNumber(Number(value));
  return value;
}

const plainNumber = (value: number): string => {
  const text = String(value);
  return text.includes("e")
    ? value.toLocaleString("en-GB", { useGrouping: false, maximumFractionDigits: 20 })
    : text;
};
