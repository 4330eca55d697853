export const FILE_KINDS = ["pdf", "odt", "docx", "xlsx", "csv", "png", "jpg"] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** What a kind is sent as, and how people call it. */
export const FILE_KIND_FACTS: Record<FileKind, { mediaType: string; words: string }> = {
  pdf: { mediaType: "application/pdf", words: "PDF" },
  odt: { mediaType: "application/vnd.oasis.opendocument.text", words: "ODT" },
  docx: {
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    words: "DOCX",
  },
  xlsx: { mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", words: "XLSX" },
  csv: { mediaType: "text/csv", words: "CSV" },
  png: { mediaType: "image/png", words: "PNG" },
  jpg: { mediaType: "image/jpeg", words: "JPEG" },
};

/** The largest file, in bytes: 10 MB. */
export const MOST_FILE_BYTES = 10 * 1024 * 1024;
export const LONGEST_FILE_NAME = 255;

/** What may be uploaded, for hints and refusals. */
export const ACCEPTED_FILES = "PDF, ODT, DOCX, XLSX, CSV, PNG or JPEG, up to 10 MB";

/** For the file chooser of a browser, which only proposes. */
export const ACCEPTED_ENDINGS = ".pdf,.odt,.docx,.xlsx,.csv,.png,.jpg,.jpeg";

/** What is known of a file besides its bytes. */
export interface FileFacts {
  id: string;
  name: string;
  kind: FileKind;
  /** Its size. */
  bytes: number;
  scan: "clean" | "not_scanned";
}

/** A file as it is noted: its facts, and the hash of its bytes in hexadecimal. */
export interface NewFile extends FileFacts {
  sha256: string;
}

/**
 * Why a file is not taken, in words for the person who brought it, or null. `bytes` is its size, `kind` what its content
 * was told to be; null is none that is taken. Source: issue of the evidence files, product.md section 4.
 */
export function fileFault({ bytes, kind }: { bytes: number; kind: FileKind | null }): string | null {
  if (bytes === 0) return "The file is empty. Choose one with something in it";
  if (bytes > MOST_FILE_BYTES) {
    return `The file is ${sizeText(bytes)}. Choose one of at most 10 MB, or give a link to it`;
  }
  if (kind === null) {
    return "The file is of a kind that is not taken, whatever its name says. Choose a PDF, ODT, DOCX, XLSX, CSV, PNG or JPEG without a password";
  }
  return null;
}

/** "812 bytes", "41 KB", "2.3 MB": rounded up, so that nothing is said to fit that does not. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  const kilobytes = Math.ceil(bytes / 1024);
  if (kilobytes < 1024) return `${kilobytes} KB`;
  return `${(Math.ceil((bytes / (1024 * 1024)) * 10) / 10).toFixed(1)} MB`;
}

/** "report.pdf, PDF, 2.3 MB". */
export const fileText = ({ name, kind, bytes }: Pick<FileFacts, "name" | "kind" | "bytes">): string =>
  `${name} (${FILE_KIND_FACTS[kind].words}, ${sizeText(bytes)})`;

const ENDINGS: Partial<Record<FileKind, readonly string[]>> = { jpg: ["jpg", "jpeg"] };

/** The name under which a file is kept and shown: the last part of a path, without control characters, at most 255 long. */
export function storedName(name: string, kind: FileKind): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  // eslint-disable-next-line no-control-regex -- names come from anywhere.
  const clean = last.replaceAll(/[\u0000-\u001f\u007f]/g, "").trim();
  const points = [...clean];
  if (points.length === 0) return `file.${kind}`;
  if (clean.length <= LONGEST_FILE_NAME) return clean;
  const ending = /\.[a-z0-9]{1,5}$/i.exec(clean)?.[0] ?? "";
  let kept = points.slice(0, LONGEST_FILE_NAME - ending.length).join("");
  while (kept.length + ending.length > LONGEST_FILE_NAME) kept = [...kept].slice(0, -1).join("");
  return kept + ending;
}

/** The name under which a file is downloaded: with the ending of what it is. */
export function downloadName({ name, kind }: Pick<FileFacts, "name" | "kind">): string {
  const endings = ENDINGS[kind] ?? [kind];
  const [, stem, ending] = /^(.*)\.([^.]*)$/.exec(name) ?? [null, name, ""];
  if (endings.includes(ending!.toLowerCase())) return name;
  return `${FILE_KINDS.some((one) => one === ending!.toLowerCase()) ? stem : name}.${kind}`;
}
