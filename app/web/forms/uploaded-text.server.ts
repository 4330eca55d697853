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
 * without what text cannot hold. Throws a bad-request Problem for a workbook that cannot be read.
 */
export async function uploadedText(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isOldWorkbook(bytes)) throw unreadableWorkbook();
  if (isWorkbook(bytes)) return storable(workbookText(bytes));
  return storable(new TextDecoder(encodingOf(bytes)).decode(bytes));
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
