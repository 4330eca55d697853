import { shownCode } from "~/domain/shared/organisation-words";
import { supplierOrganisationCode } from "~/domain/shared/supplier-code";
import type { ContractImpact, Effect, ProductImpact } from "~/domain/standards/impact";
import type { DownloadColumn } from "~/web/lists/download.server";

/** What a change does to something, in words, on the page and in the files. */
export const EFFECT_WORDS: Record<Effect, string> = {
  change: "Falls out by this change",
  opens: "Can be bought by this change",
  anyway: "Falls out anyway",
  already: "Does not meet it today",
  stays: "Goes on",
};

export const PRODUCT_COLUMNS: DownloadColumn<ProductImpact>[] = [
  { header: "Solution code", value: (row) => row.solutionId },
  { header: "Solution", value: (row) => row.name },
  { header: "Supplier code", value: (row) => supplierOrganisationCode(row.supplierId) },
  { header: "Supplier", value: (row) => row.supplierName },
  { header: "Effect", value: (row) => EFFECT_WORDS[row.effect] },
  { header: "Falls out on", value: (row) => row.outOn },
  { header: "Without this change", value: (row) => row.outOnWithout },
  { header: "Can be bought from", value: (row) => row.opensOn },
  { header: "Live contracts reached", value: (row) => row.contracts },
  { header: "Why", value: (row) => row.reason },
];

export const CONTRACT_COLUMNS: DownloadColumn<ContractImpact>[] = [
  { header: "Order", value: (row) => row.orderId },
  { header: "Title", value: (row) => row.title },
  { header: "Buyer code", value: (row) => shownCode(row.buyerCode) },
  { header: "Buyer", value: (row) => row.buyerName },
  { header: "Solution code", value: (row) => row.solutionId },
  { header: "Solution", value: (row) => row.solutionName },
  { header: "Supplier", value: (row) => row.supplierName },
  { header: "Last day of the order", value: (row) => row.endsOn },
  { header: "Effect", value: (row) => EFFECT_WORDS[row.effect] },
  { header: "Solution falls out on", value: (row) => row.outOn },
  { header: "Without this change", value: (row) => row.outOnWithout },
  { header: "Why", value: (row) => row.reason },
];
