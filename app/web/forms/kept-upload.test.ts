import { describe, expect, it } from "vitest";
import { givenTwice, hasUpload } from "./kept-upload";
import { keptUploads, tableText } from "./kept-upload.server";

const file = new File(["ODS code,Amount\nQWO,1.00\n"], "amounts.csv");
const none = new File([], "");
const TEXT = "ODS code,Amount\nQWO,1.00\n";

describe("a table that is given as a file and in a field", () => {
  it("is named beside the field, and neither is dropped", () => {
    expect(givenTwice({ file, table: "QOP,2" }, "file", "table")).toContain("amounts.csv");
    expect(givenTwice({ file, table: "  " }, "file", "table")).toBeNull();
    expect(givenTwice({ file: none, table: "QOP,2" }, "file", "table")).toBeNull();
  });

  it("is kept when the form is refused, until one of both is taken away", async () => {
    const kept = await keptUploads("file")({ file, table: "QOP,2" });
    expect(kept).toEqual({ fileText: TEXT, fileName: "amounts.csv", fileDrop: "" });
    const again = { ...kept, file: none, table: "QOP,2" };
    expect(givenTwice(again, "file", "table")).toContain("amounts.csv");
    // The field is emptied: the file is taken.
    expect(await tableText({ ...again, table: "" }, "file", "")).toBe(TEXT);
    // The file is left out: the field is taken, and a refusal does not bring the file back.
    const dropped = { ...again, fileDrop: "yes" };
    expect(givenTwice(dropped, "file", "table")).toBeNull();
    expect(await tableText(dropped, "file", "QOP,2")).toBe("QOP,2");
    expect((await keptUploads("file")(dropped))["fileText"]).toBe("");
  });

  it("is the one that was chosen last", async () => {
    const again = { fileText: "old", fileName: "old.csv", file, table: "" };
    expect(await tableText(again, "file", "")).toBe(TEXT);
    expect(hasUpload(again, "file")).toBe(true);
  });

  it("is not kept where it cannot be read", async () => {
    const program = new File([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])], "amounts.xlsx");
    expect(await keptUploads("file")({ file: program })).toMatchObject({ fileText: "", fileName: "" });
  });
});
