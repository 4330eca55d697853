import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  downloadName,
  fileFault,
  LONGEST_FILE_NAME,
  MOST_FILE_BYTES,
  sizeText,
  storedName,
} from "./file-kind";

describe("a file that is brought", () => {
  it.each([
    [1, "pdf", null],
    [MOST_FILE_BYTES, "png", null],
    [MOST_FILE_BYTES + 1, "png", "The file is 10.1 MB"],
    [11 * 1024 * 1024, "pdf", "The file is 11.0 MB"],
    [0, null, "The file is empty"],
    [400, null, "The file is of a kind that is not taken"],
  ] as const)("of %d bytes that is %s", (bytes, kind, fault) => {
    expect(fileFault({ bytes, kind })?.slice(0, (fault ?? "").length) ?? null).toBe(fault);
  });
});

describe("its size in words", () => {
  it.each([
    [1, "1 byte"],
    [1023, "1023 bytes"],
    [1024, "1 KB"],
    [1025, "2 KB"],
    [1024 * 1024 - 1, "1.0 MB"],
    [1024 * 1024, "1.0 MB"],
    [2_411_008, "2.3 MB"],
  ])("%d is %s", (bytes, words) => expect(sizeText(bytes)).toBe(words));
});

describe("its name", () => {
  it.each([
    ["C:\\Users\\daniel\\Pen test (final).pdf", "pdf", "Pen test (final).pdf"],
    ["../../etc/passwd", "csv", "passwd"],
    ["a\u0000b\n.pdf", "pdf", "ab.pdf"],
    ["", "pdf", "file.pdf"],
    ["/", "png", "file.png"],
  ] as const)("%j is kept as %j", (name, kind, kept) => expect(storedName(name, kind)).toBe(kept));

  it("is never too long, nor cut within a character, and keeps its ending", () =>
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 600 }), (name) => {
        const kept = storedName(`${name}.docx`, "docx");
        expect(kept.length).toBeGreaterThan(0);
        expect(kept.length).toBeLessThanOrEqual(LONGEST_FILE_NAME);
        expect(Buffer.from(kept, "utf8").toString("utf8")).toBe(kept);
        expect(kept.endsWith(".docx") || name.includes(".docx") || kept === "docx").toBe(true);
        expect(kept).not.toMatch(/[\\/]/);
      }),
    ));

  it.each([
    ["report.pdf", "pdf", "report.pdf"],
    ["Report.PDF", "pdf", "Report.PDF"],
    ["scan.pdf", "png", "scan.png"],
    ["photo.jpeg", "jpg", "photo.jpeg"],
    ["minutes v1.2", "docx", "minutes v1.2.docx"],
    ["minutes", "docx", "minutes.docx"],
  ] as const)("%s that is %s comes as %s", (name, kind, as) => expect(downloadName({ name, kind })).toBe(as));
});
