import type { CatalogueEntry } from "~/domain/catalogue/catalogue-entry";
import type { DownloadColumn } from "./download.server";

/** The columns of the catalogue's files. Several values in one cell are divided by semicolons. */
export function catalogueColumns(origin: string): DownloadColumn<CatalogueEntry>[] {
  return [
    { header: "id", value: (row) => row.id },
    { header: "name", value: (row) => row.name },
    { header: "supplier id", value: (row) => row.supplierId },
    { header: "supplier", value: (row) => row.supplierName },
    { header: "supplier size", value: (row) => row.supplierSize },
    { header: "summary", value: (row) => row.summary },
    { header: "verdict", value: (row) => row.outcome },
    { header: "price", value: (row) => row.priceText },
    { header: "capabilities", value: (row) => row.capabilities.join(";") },
    { header: "framework lots", value: (row) => row.lots.join(";") },
    { header: "standards met", value: (row) => row.standardsMet.join(";") },
    { header: "care settings", value: (row) => row.careSettings.join(";") },
    { header: "hosting", value: (row) => row.hosting },
    { header: "address", value: (row) => `${origin}/solutions/${row.id}` },
  ];
}
