import { fileTypeFromBuffer } from "file-type";

const ENDINGS = ["pdf", "odt", "docx", "xlsx", "png", "jpg"] as const;

/** What the content of a file is, whatever its name says: one of the kinds that are taken, or null. */
export async function contentKind(
  bytes: Uint8Array,
  name: string,
): Promise<(typeof ENDINGS)[number] | "csv" | null> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return ENDINGS.find((ending) => ending === found.ext) ?? null;
  // A table of text has no mark of its own: it is told by its name, and must be nothing but text.
  return /\.csv$/i.test(name) && isText(bytes) ? "csv" : null;
}

/** Whether bytes are text as spreadsheets write it: no control characters but tab and the ends of lines. */
function isText(bytes: Uint8Array): boolean {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-16be";
  const wide = mark === "utf-16le" || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!wide) return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
  try {
    const text = new TextDecoder(mark, { fatal: true }).decode(bytes);
    // eslint-disable-next-line no-control-regex -- that is what is looked for.
    return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text);
  } catch {
    return false;
  }
}
