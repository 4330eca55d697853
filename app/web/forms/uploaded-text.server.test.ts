import { describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { parseAmountTable } from "~/domain/funding/allocations/allocation-table";
import { parseRecipientCsv } from "~/domain/organisations/recipient-csv";
import { Problem } from "~/domain/shared/problem";
import { uploadedText } from "./uploaded-text.server";

const TEXT = "ODS code,Name\r\nRR8,Café\r\n";
const utf16 = (mark: boolean) => Buffer.from((mark ? "\ufeff" : "") + TEXT, "utf16le");

describe("the text of an uploaded file", () => {
  it.each([
    ["UTF-8", Buffer.from(TEXT)],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${TEXT}`)],
    ["UTF-16, little end first", utf16(true)],
    ["UTF-16, big end first", utf16(true).swap16()],
    ["Windows-1252", Buffer.from(TEXT, "latin1")],
  ])("is the same in %s", async (_name, bytes) => {
    expect(await uploadedText(new File([bytes], "a.csv"))).toBe(TEXT);
  });

  it("holds no NUL, whatever the file is", async () => {
    expect(await uploadedText(new File([Buffer.from("RR8\0,1\0")], "a.csv"))).toBe("RR8,1");
    expect(await uploadedText(new File([], "a.csv"))).toBe("");
  });
});

const AMOUNTS = [
  { line: 2, code: "QWO", amount: 125_000_050n },
  { line: 4, code: "QOP", amount: 1_234n },
];

/** The same table as spreadsheets of several makers and settings save it. */
const lines = (divider: string, quoted = false) =>
  [
    ["ODS code", "Amount (pounds)"],
    ["QWO", quoted ? '"£1,250,000.50"' : "£1,250,000.50"],
    ["", ""],
    ["QOP", "12.34"],
  ]
    .map((row) => row.join(divider))
    .join("\r\n");

async function workbook(): Promise<Buffer> {
  const text = (value: string) => ({ value, type: String });
  const sum = (value: number) => ({ value, type: Number, format: "£#,##0.00" });
  return writeXlsxFile([
    [text("ODS code"), text("Amount (pounds)")],
    [text("QWO"), sum(1_250_000.5)],
    [null, null],
    [text("QOP"), sum(12.34)],
  ]).toBuffer();
}

describe("a table of amounts", () => {
  it.each([
    ["commas", async () => Buffer.from(lines(",", true))],
    ["semicolons", async () => Buffer.from(lines(";"))],
    ["tabs", async () => Buffer.from(lines("\t"))],
    ["tabs in UTF-16", async () => Buffer.from(`\ufeff${lines("\t")}`, "utf16le")],
    ["the pound sign of a Windows file", async () => Buffer.from(lines(";"), "latin1")],
    ["a workbook", workbook],
  ])("is read alike with %s", async (_name, made) => {
    const text = await uploadedText(new File([new Uint8Array(await made())], "table"));
    expect(parseAmountTable(text)).toEqual({ rows: AMOUNTS, faults: [] });
  });
});

describe("a file that is no table", () => {
  const PROGRAM = Buffer.from("\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0", "latin1");
  it.each([
    [
      "a program with the name of a workbook",
      "list.xlsx",
      PROGRAM,
      "‘list.xlsx’ is named as a workbook, and is none.",
    ],
    ["text with the name of a workbook", "list.XLS", Buffer.from(TEXT), "‘list.XLS’ is named as a workbook"],
    ["a program with the name of a CSV file", "list.csv", PROGRAM, "‘list.csv’ is not a table."],
    [
      "a PDF",
      "list.pdf",
      Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "latin1"),
      "‘list.pdf’ is not a table.",
    ],
  ])("%s is refused as that, and not for its first line", async (_what, name, bytes, words) => {
    const reading = uploadedText(new File([new Uint8Array(bytes)], name));
    await expect(reading).rejects.toThrow(Problem);
    await expect(reading).rejects.toThrow(words);
  });
});

describe("a workbook of recipients", () => {
  it("is read as their CSV file is, with what XML writes differently", async () => {
    const book = await writeXlsxFile([
      ["Organisation Name", "ODS Code"].map((value) => ({ value, type: String })),
      ["Smith & Sons <North>, “Leeds”", "B84613"].map((value) => ({ value, type: String })),
    ]).toBuffer();
    const text = await uploadedText(new File([new Uint8Array(book)], "a.xlsx"));
    expect(parseRecipientCsv(text)).toEqual({
      rows: [{ line: 2, name: "Smith & Sons <North>, “Leeds”", code: "B84613" }],
      errors: [],
    });
  });

  it.each([
    ["of the kind before 2007", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]],
    ["that is broken", [0x50, 0x4b, 0x03, 0x04, 1, 2, 3]],
  ])("%s is refused and says what to do", async (_name, bytes) => {
    const reading = uploadedText(new File([new Uint8Array(bytes)], "a.xls"));
    await expect(reading).rejects.toThrow(Problem);
    await expect(reading).rejects.toThrow("The workbook cannot be read.");
  });
});
