import { fileTypeFromBuffer } from "file-type";
import { Problem } from "~/domain/shared/problem";
import { storable } from "~/web/storable-text";
import {
  isOldWorkbook,
  isWorkbook,
  unreadableWorkbook,
  workbookText,
} from "~/web/lists/workbook-text.server";

/**
 * The text of a table that somebody uploads, as spreadsheets write it: a workbook's first sheet as CSV; otherwise UTF-8,
 * "Unicode text" (UTF-16, known by its mark), or the old code page of Windows when it is no UTF-8. Without a mark and
 * without what text cannot hold. Throws a bad-request Problem for a workbook that cannot be read and for what is no table.
 */
export async function uploadedText(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isOldWorkbook(bytes)) throw unreadableWorkbook();
  if (isWorkbook(bytes)) return storable(workbookText(bytes));
  const encoding = encodingOf(bytes);
  // A few letters at its beginning make no program of a text: only what text cannot be is looked at.
  const isBinary = encoding === "windows-1252" || (encoding === "utf-8" && bytes.includes(0));
  if (NAMED_AS_WORKBOOK.test(file.name) || (isBinary && (await fileTypeFromBuffer(bytes)) !== undefined)) {
    throw noTable(file.name);
  }
  return storable(new TextDecoder(encoding).decode(bytes));
}

const NAMED_AS_WORKBOOK = /\.(xlsx|xlsm|xls|ods)$/i;

/** The refusal of a file that is neither a workbook nor text: its lines would be named as faults of what is no table. */
function noTable(name: string): Problem {
  return new Problem("bad-request", "not-a-table", {
    title: NAMED_AS_WORKBOOK.test(name)
      ? `‘${name}’ is named as a workbook, and is none.`
      : `‘${name}’ is not a table.`,
    detail: "Choose a file that your spreadsheet saved as Excel workbook (XLSX) or as CSV.",
  });
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}
