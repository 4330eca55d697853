import { shownCode } from "~/domain/shared/organisation-words";
import { decimalPence } from "~/domain/money/format";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { allSharesOf, marketRunView } from "~/domain/simulator/market-run-views.server";
import { centre } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";
import { MarketRunParams } from "~/web/simulator/market-run-forms";

export const loader = centre.loader(
  { params: MarketRunParams, roles: ["commercial_officer", "auditor"] },
  async ({ q, params, recipient }) => {
    const run = await marketRunView(q, params.id);
    return rowsFile(
      recipient,
      run.id,
      [
        { header: "Order", value: (row) => row.orderId },
        { header: "Title", value: (row) => row.title },
        { header: "Buyer", value: (row) => row.buyerName },
        { header: "Payer code", value: (row) => shownCode(row.payerCode) },
        { header: "Payer", value: (row) => row.payerName },
        { header: "Financial year", value: (row) => formatFinancialYear(row.financialYear) },
        { header: "Excluding VAT before (pounds)", value: (row) => decimalPence(row.oldNet) },
        { header: "Excluding VAT after (pounds)", value: (row) => decimalPence(row.newNet) },
        { header: "Cost before (pounds)", value: (row) => decimalPence(row.oldCost) },
        { header: "Cost after (pounds)", value: (row) => decimalPence(row.newCost) },
      ],
      await allSharesOf(q, run.id),
    );
  },
);
