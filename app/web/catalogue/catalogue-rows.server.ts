import { supplierOrganisationCode } from "~/domain/shared/supplier-code";
import { facetLabel, wordsOf, type FacetLabels } from "~/domain/catalogue/facet-words";
import type { CatalogueEntry, CatalogueResult, FacetName } from "~/domain/catalogue/catalogue-entry";
import { questionText, type PriceQuestion } from "~/domain/catalogue/own-price";
import { decimalPence } from "~/domain/money/format";
import type { Offer } from "~/domain/pricing/best-offer";
import type { DownloadColumn } from "~/web/lists/download.server";
import { verdictWords } from "~/domain/shared/state-words";

/**
 * The columns of the catalogue's files, in the words of its page; JSON, which machines read, has the codes. Several values
 * in one cell are divided by semicolons. Where prices for a quantity were asked for they are a column, in pounds excluding
 * VAT; a solution without such a price has none.
 */
export function catalogueColumns(
  origin: string,
  { offers }: Pick<CatalogueResult, "offers">,
  names: FacetLabels,
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
    {
      header: "Supplier code",
      key: "supplier id",
      value: (row) => supplierOrganisationCode(row.supplierId),
      json: (row) => row.supplierId,
    },
    { header: "Supplier", key: "supplier", value: (row) => row.supplierName },
    {
      header: "Supplier size",
      key: "supplier size",
      value: (row) => row.supplierSize && facetLabel("size", row.supplierSize, names),
      json: (row) => row.supplierSize,
    },
    { header: "Summary", key: "summary", value: (row) => row.summary },
    {
      header: "Verdict",
      key: "verdict",
      value: (row) => verdictWords(row.outcome),
      json: (row) => row.outcome,
    },
    { header: "Price", key: "price", value: (row) => row.priceText },
    ...own,
    ...facetColumns(names),
    { header: "Address", key: "address", value: (row) => `${origin}/solutions/${row.id}` },
  ];
}

/** What the page's filters offer, in their words; JSON has the codes. */
function facetColumns(names: FacetLabels): DownloadColumn<CatalogueEntry>[] {
  const named =
    (facet: FacetName, valuesOf: (row: CatalogueEntry) => readonly string[]) => (row: CatalogueEntry) =>
      valuesOf(row)
        .map((value) => facetLabel(facet, value, names))
        .join("; ");
  return [
    {
      header: "Capabilities",
      key: "capabilities",
      value: named("capability", (row) => row.capabilities),
      json: (row) => row.capabilities.join(";"),
    },
    {
      header: "Framework lots",
      key: "framework lots",
      value: named("lot", (row) => row.lots),
      json: (row) => row.lots.join(";"),
    },
    {
      header: "Standards met",
      key: "standards met",
      value: named("standard", (row) => row.standardsMet),
      json: (row) => row.standardsMet.join(";"),
    },
    {
      header: "Care settings",
      key: "care settings",
      value: named("setting", (row) => row.careSettings),
      json: (row) => row.careSettings.join(";"),
    },
    {
      header: "Hosting",
      key: "hosting",
      value: (row) => row.hosting && wordsOf(row.hosting),
      json: (row) => row.hosting,
    },
  ];
}

const ownPrice = (offer: Offer | undefined) => (offer?.quote ? decimalPence(offer.quote.net) : null);
