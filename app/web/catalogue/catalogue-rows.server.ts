import type { CatalogueEntry, CatalogueResult } from "~/domain/catalogue/catalogue-entry";
import { questionText, type PriceQuestion } from "~/domain/catalogue/own-price";
import { decimalPence } from "~/domain/money/format";
import type { Offer } from "~/domain/pricing/best-offer";
import type { DownloadColumn } from "~/web/lists/download.server";
import { stateWord } from "~/domain/shared/state-words";

/**
 * The columns of the catalogue's files. Several values in one cell are divided by semicolons. Where prices for a quantity
 * were asked for they are a column, in pounds excluding VAT; a solution without such a price has none.
 */
export function catalogueColumns(
  origin: string,
  { offers }: Pick<CatalogueResult, "offers">,
  question: PriceQuestion | null,
): DownloadColumn<CatalogueEntry>[] {
  const own: DownloadColumn<CatalogueEntry>[] =
    offers && question
      ? [
          {
            header: `Price for ${questionText(question)}, excluding VAT (pounds)`,
            key: "own price",
            value: (row) => ownPrice(offers.get(row.id)),
          },
        ]
      : [];
  return [
    { header: "Solution code", key: "id", value: (row) => row.id },
    { header: "Name", key: "name", value: (row) => row.name },
    { header: "Supplier code", key: "supplier id", value: (row) => row.supplierId },
    { header: "Supplier", key: "supplier", value: (row) => row.supplierName },
    {
      header: "Supplier size",
      key: "supplier size",
      value: (row) => row.supplierSize && stateWord(row.supplierSize),
      json: (row) => row.supplierSize,
    },
    { header: "Summary", key: "summary", value: (row) => row.summary },
    { header: "Verdict", key: "verdict", value: (row) => stateWord(row.outcome), json: (row) => row.outcome },
    { header: "Price", key: "price", value: (row) => row.priceText },
    ...own,
    { header: "Capabilities", key: "capabilities", value: (row) => row.capabilities.join(";") },
    { header: "Framework lots", key: "framework lots", value: (row) => row.lots.join(";") },
    { header: "Standards met", key: "standards met", value: (row) => row.standardsMet.join(";") },
    { header: "Care settings", key: "care settings", value: (row) => row.careSettings.join(";") },
    {
      header: "Hosting",
      key: "hosting",
      value: (row) => row.hosting && stateWord(row.hosting),
      json: (row) => row.hosting,
    },
    { header: "Address", key: "address", value: (row) => `${origin}/solutions/${row.id}` },
  ];
}

const ownPrice = (offer: Offer | undefined) => (offer?.quote ? decimalPence(offer.quote.net) : null);
