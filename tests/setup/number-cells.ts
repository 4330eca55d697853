import { inflateRawSync } from "node:zlib";

/** The first sheet of a workbook as the XML that a spreadsheet reads. */
export function sheetXml(zip: Buffer): string {
  for (let at = zip.indexOf("PK\x03\x04"); at >= 0; at = zip.indexOf("PK\x03\x04", at + 4)) {
    const name = zip.toString("utf8", at + 30, at + 30 + zip.readUInt16LE(at + 26));
    if (!name.startsWith("xl/worksheets/sheet1")) continue;
    return inflateRawSync(zip.subarray(at + 30 + name.length + zip.readUInt16LE(at + 28))).toString("utf8");
  }
  throw new Error("no sheet");
}

/** Its cells that are numbers or days for a spreadsheet, by their place ("C2"); those that are text are left out. */
export function numberCells(zip: Buffer): Record<string, number> {
  const cells = [...sheetXml(zip).matchAll(/<c r="(\w+)"([^>]*)>(?:<v>([^<]*)<\/v>)?/g)];
  return Object.fromEntries(
    cells
      .filter(([, , head]) => !/t="(s|inlineStr|str)"/.test(head!))
      .map(([, place, , value]) => [place, Number(value)]),
  );
}
