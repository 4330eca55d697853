import { decimalPence } from "~/domain/money/format";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import type { ScenarioAnswer } from "~/domain/simulation/scenario-result.server";
import { csvDownload, type DownloadColumn } from "./download.server";

type Row = NonNullable<ScenarioAnswer["simulation"]>["byPayerYear"][number] & {
  scenarioId: string;
  title: string;
};

const COLUMNS: readonly DownloadColumn<Row>[] = [
  { header: "scenario", value: (row) => row.scenarioId },
  { header: "title", value: (row) => row.title },
  { header: "payer_code", value: (row) => row.payerCode },
  { header: "payer", value: (row) => row.payerName },
  { header: "financial_year", value: (row) => formatFinancialYear(row.financialYear) },
  { header: "net_before_gbp", value: (row) => decimalPence(row.before.net) },
  { header: "net_after_gbp", value: (row) => decimalPence(row.after.net) },
  { header: "cost_before_gbp", value: (row) => decimalPence(row.before.cost) },
  { header: "cost_after_gbp", value: (row) => decimalPence(row.after.cost) },
  { header: "difference_gbp", value: (row) => decimalPence(row.difference) },
];

/** What each payer would bear in each year of one or several scenarios; those that cannot be worked out have no rows. */
export function scenariosCsv(
  name: string,
  answered: readonly { id: string; title: string; answer: ScenarioAnswer }[],
): Response {
  const rows = answered.flatMap(({ id, title, answer }) =>
    (answer.simulation?.byPayerYear ?? []).map((row) => ({ ...row, scenarioId: id, title })),
  );
  return csvDownload(name, COLUMNS, rows);
}
