import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { numberCells } from "../../../tests/setup/number-cells";
import { comparisonFile } from "./comparison-csv.server";

const proof = (certificateNumber: string | null, validTo: string | null) => ({
  certificateNumber,
  validTo: validTo === null ? null : day(validTo),
});
const ROWS = [
  {
    group: "Price",
    label: "VAT",
    cells: [{ text: "£1,234.50", figure: pence(123_450) }, { text: "Not worked out yet" }],
  },
  {
    group: "Capabilities",
    label: "Covered",
    cells: [
      { text: "12", figure: 12 },
      { text: "9", figure: 9 },
    ],
  },
  {
    group: "Required standards",
    label: "DTAC",
    cells: [
      { text: "Meets", note: "DVC-000002, to 1 July 2026", proof: proof("DVC-000002", "2026-07-01") },
      { text: "Meets", note: "DVC-000003, no end date", proof: proof("DVC-000003", null) },
    ],
  },
];
const fileOf = async (wants: "csv" | "xlsx") =>
  Buffer.from(await (await comparisonFile({ wants }, "comparison", ["Alder", "Birch"], ROWS)).arrayBuffer());

describe("a comparison as a file", () => {
  it("has sums, counts and last days as numbers in a workbook, and words as text", async () => {
    // The columns of Alder are C to E, those of Birch F to H; 46,204 is 1 July 2026.
    expect(numberCells(await fileOf("xlsx"))).toEqual({ C2: 1234.5, C3: 12, F3: 9, E4: 46_204 });
  });

  it("has plain numbers and days in CSV, and the row says what is in pounds", async () => {
    const lines = (await fileOf("csv")).toString("utf8").split("\n");
    expect(lines.slice(1, 4)).toEqual([
      "Price,VAT (pounds),1234.50,,,Not worked out yet,,",
      "Capabilities,Covered,12,,,9,,",
      "Required standards,DTAC,Meets,DVC-000002,2026-07-01,Meets,DVC-000003,No end date",
    ]);
  });
});
