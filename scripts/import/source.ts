import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { csvRecords } from "../../app/domain/shared/csv-records";
import { BrokenFile } from "./report";

/** Where an import reads from: a folder with files of known names, or one of those files alone. */
export interface Source {
  /** True when the person gave one file: then only that file's part of the kind runs. */
  single: boolean;
  /** The path of a file by its name in the kind's folder ("../catalogue/x.csv" is a neighbour), or null. */
  find(name: string | RegExp): string | null;
  /** As find, but a folder without the file is broken. For a single file: null when it is another one. */
  need(name: string | RegExp): string | null;
  /** Throws BrokenFile when one file was given and nobody has asked for a file of its name. */
  requireUsed(kind: string): void;
}

/** Opens a folder or a file. Throws BrokenFile when the path does not exist. */
export function openSource(given: string, subfolder: string): Source {
  if (!existsSync(given)) throw new BrokenFile(given, "there is no such file or folder.");
  if (statSync(given).isFile()) {
    const matches = (name: string | RegExp) =>
      typeof name === "string"
        ? path.basename(name) === path.basename(given)
        : name.test(path.basename(given));
    let used = false;
    const find = (name: string | RegExp) => {
      if (!matches(name)) return null;
      used = true;
      return given;
    };
    const requireUsed = (kind: string) => {
      if (!used) throw new BrokenFile(given, `the kind ${kind} knows no file of this name.`);
    };
    return { single: true, find, need: find, requireUsed };
  }
  // "import -- ods ../shared/data" means the folder ods in it.
  const inner = path.join(given, subfolder);
  const folder = existsSync(inner) && statSync(inner).isDirectory() ? inner : given;
  const find = (name: string | RegExp) => {
    const found =
      typeof name === "string"
        ? name
        : readdirSync(folder)
            .filter((file) => name.test(file))
            .sort()
            .at(-1);
    return found !== undefined && existsSync(path.join(folder, found)) ? path.join(folder, found) : null;
  };
  const need = (name: string | RegExp) => {
    const file = find(name);
    if (file === null) throw new BrokenFile(folder, `the folder holds no file ${String(name)}.`);
    return file;
  };
  return { single: false, find, need, requireUsed: () => {} };
}

export interface Row<Column extends string = string> {
  line: number;
  values: Record<Column, string>;
}

export interface Table<Column extends string> {
  file: string;
  rows: Row<Column>[];
  rejected: { file: string; line: number; reason: string }[];
}

/**
 * Reads a CSV file. With `columns` only, the file has a header that must hold each of them; with `positions`, it has no
 * header and each column stands at its place in rows of exactly `width` cells. Values are trimmed. A row with another
 * number of cells is rejected; a file that cannot be parsed, lacks a column or has no row is broken.
 */
export function readTable<Column extends string>(
  file: string,
  columns: readonly Column[],
  raw?: { width: number; positions: Record<Column, number> },
): Table<Column> {
  const records = parseFile(file);
  const table: Table<Column> = { file: path.basename(file), rows: [], rejected: [] };
  const header = raw ? null : records.shift()?.cells.map((cell) => cell.trim());
  const missing = header ? columns.filter((column) => !header.includes(column)) : [];
  if (missing.length > 0) {
    throw new BrokenFile(
      file,
      `its header lacks the column${missing.length > 1 ? "s" : ""} ${missing.join(", ")}.`,
    );
  }
  const width = raw ? raw.width : (header?.length ?? 0);
  for (const { line, cells } of records) {
    if (cells.length !== width) {
      table.rejected.push({
        file: table.file,
        line,
        reason: `The row has ${cells.length} cells and the file's rows have ${width}.`,
      });
      continue;
    }
    const values = {} as Record<Column, string>;
    for (const column of columns) {
      values[column] = (cells[raw ? raw.positions[column] : header!.indexOf(column)] ?? "").trim();
    }
    table.rows.push({ line, values });
  }
  if (table.rows.length === 0) throw new BrokenFile(file, "it holds no row that can be read.");
  return table;
}

function parseFile(file: string): { line: number; cells: string[] }[] {
  const records = csvRecords(readFileSync(file, "utf8"));
  if (records === null)
    throw new BrokenFile(file, "it is not readable as CSV (a quotation mark is never closed).");
  return records
    .filter(({ fields }) => fields.length > 1 || fields[0] !== "")
    .map(({ line, fields }) => ({ line, cells: fields }));
}

/** Reads a JSON file and checks that it is an object with a list under `key`. */
export function readList<Item>(file: string, key: string): Item[] {
  return listIn<Item>(file, readJson(file), key);
}

export function readJson(file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new BrokenFile(file, `it is not readable as JSON (${error.message}).`);
  }
  throw new BrokenFile(file, "it is not a JSON object.");
}

export function listIn<Item>(file: string, value: Record<string, unknown>, key: string): Item[] {
  const list = value[key];
  if (!Array.isArray(list) || list.length === 0) throw new BrokenFile(file, `it holds no list "${key}".`);
  return list as Item[];
}
