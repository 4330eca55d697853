import { describe, expect, it } from "vitest";
import { pdfLines } from "../../tests/setup/pdf-text";
import { drawPdf, type PdfColumn } from "./pdf.server";

const SUMS = ["£1.00", "£1,234,567.89", "£12,345,678,901.23"];
const NAME = "Leeds Teaching Hospitals NHS Trust";

/** A table of so many sums beside a name, whose shares of the width say nothing of what stands in it. */
function table(sums: number) {
  const columns: PdfColumn[] = [
    { header: "Organisation", width: 6 },
    ...Array.from({ length: sums }, (_, index) => ({ header: `Sum ${index}`, width: 1, numeric: true })),
  ];
  const rows = SUMS.map((sum) => [NAME, ...Array.from({ length: sums }, () => sum)]);
  return {
    kind: "table",
    columns,
    rows,
    totals: ["Total", ...Array.from({ length: sums }, () => SUMS[2]!)],
  } as const;
}

describe("a printed table", () => {
  it.each([1, 3, 5, 7])("never breaks a number over two lines, with %i columns of sums", async (sums) => {
    const pdf = await drawPdf({
      title: "Statement",
      subtitle: "",
      createdAt: new Date(0),
      blocks: [table(sums)],
    });
    const lines = pdfLines(pdf).map((line) => line.trim());
    for (const sum of SUMS) {
      const times = lines.filter((line) => line === sum).length;
      expect(times, sum).toBe(sum === SUMS[2] ? 2 * sums : sums);
    }
    // Every piece of a word, too.
    expect(lines.join(" ")).toContain("Hospitals");
  });
});
