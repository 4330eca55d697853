import { formatFinancialYear } from "~/domain/shared/financial-year";
import { stateWord } from "~/domain/shared/state-words";
import { runSourceWords } from "~/domain/simulator/market-run";
import { marketRuns, type MarketRunRow } from "~/domain/simulator/market-run-views.server";
import { centre } from "~/web/audience.server";
import { fileOfList } from "~/web/lists/list-download.server";

/** Every run over the market, the latest first, as a file. */
export const loader = centre.loader({ roles: ["commercial_officer", "auditor"] }, ({ today, recipient }) =>
  fileOfList<MarketRunRow>(
    recipient,
    `dovetail-market-runs-${today}`,
    [
      { header: "Run", value: (row) => row.id },
      { header: "Title", value: (row) => row.title },
      { header: "Financial year", value: (row) => formatFinancialYear(row.financialYear) },
      { header: "Rules of", value: runSourceWords },
      { header: "Orders", value: (row) => row.ordersTotal },
      { header: "Orders worked out", value: (row) => row.ordersDone },
      { header: "State", value: (row) => stateWord(row.state) },
      { header: "Started at", value: (row) => row.startedAt.toISOString() },
      { header: "Started by", value: (row) => row.startedByName },
      { header: "Ended at", value: (row) => row.finishedAt?.toISOString() },
    ],
    (tx) => marketRuns(tx),
  ),
);
