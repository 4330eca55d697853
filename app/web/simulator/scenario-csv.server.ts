import { shownCode } from "~/domain/shared/organisation-words";
import { decimalPence } from "~/domain/money/format";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import type { ScenarioAnswer } from "~/domain/simulator/scenario-result.server";
import { rowsFile, type DownloadColumn } from "~/web/lists/download.server";
import type { Recipient } from "~/web/request-scope.server";

type Row = NonNullable<ScenarioAnswer["simulation"]>["byPayerYear"][number] & {
  scenarioId: string;
  title: string;
};

const COLUMNS: readonly DownloadColumn<Row>[] = [
  { header: "Scenario", value: (row) => row.scenarioId },
  { header: "Title", value: (row) => row.title },
  { header: "Payer code", value: (row) => shownCode(row.payerCode) },
  { header: "Payer", value: (row) => row.payerName },
  { header: "Financial year", value: (row) => formatFinancialYear(row.financialYear) },
  { header: "Excluding VAT before (pounds)", value: (row) => decimalPence(row.before.net) },
  { header: "Excluding VAT after (pounds)", value: (row) => decimalPence(row.after.net) },
  { header: "Cost before (pounds)", value: (row) => decimalPence(row.before.cost) },
  { header: "Cost after (pounds)", value: (row) => decimalPence(row.after.cost) },
  { header: "Difference (pounds)", value: (row) => decimalPence(row.difference) },
];

/** What each payer would bear in each year of one or several scenarios; those that cannot be worked out have no rows. */
export function scenariosFile(
  recipient: Recipient,
  name: string,
  answered: readonly { id: string; title: string; answer: ScenarioAnswer }[],
): Promise<Response> {
  const rows = answered.flatMap(({ id, title, answer }) =>
    (answer.simulation?.byPayerYear ?? []).map((row) => ({ ...row, scenarioId: id, title })),
  );
  return rowsFile(recipient, name, COLUMNS, rows);
}
