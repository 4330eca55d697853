import { describe, expect, it } from "vitest";
import { uploadedText } from "./uploaded-text";

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
