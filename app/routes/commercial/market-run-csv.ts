import { decimalPence } from "~/domain/money/format";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { allSharesOf, marketRunView } from "~/domain/simulation/market-run-views.server";
import { centre } from "~/web/audience.server";
import { csvDownload } from "~/web/download.server";
import { MarketRunParams } from "~/web/market-run-forms";

export const loader = centre.loader(
  { params: MarketRunParams, roles: ["commercial_officer", "auditor"] },
  async ({ q, params }) => {
    const run = await marketRunView(q, params.id);
    return csvDownload(
      `${run.id}.csv`,
      [
        { header: "order", value: (row) => row.orderId },
        { header: "title", value: (row) => row.title },
        { header: "buyer", value: (row) => row.buyerName },
        { header: "payer_code", value: (row) => row.payerCode },
        { header: "payer", value: (row) => row.payerName },
        { header: "financial_year", value: (row) => formatFinancialYear(row.financialYear) },
        { header: "net_before_gbp", value: (row) => decimalPence(row.oldNet) },
        { header: "net_after_gbp", value: (row) => decimalPence(row.newNet) },
        { header: "cost_before_gbp", value: (row) => decimalPence(row.oldCost) },
        { header: "cost_after_gbp", value: (row) => decimalPence(row.newCost) },
      ],
      await allSharesOf(q, run.id),
    );
  },
);
