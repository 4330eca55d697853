import { GRANT_STATE_WORDS } from "~/domain/applications/grant";
import type { GrantRow } from "~/domain/applications/grant-views.server";
import { decimalPence } from "~/domain/money/format";
import { csvDownload } from "./download.server";

/** Awards as a file, for the provider and the centre alike. */
export function grantsDownload(rows: readonly GrantRow[]): Response {
  return csvDownload<GrantRow>(
    "dovetail-awards.csv",
    [
      { header: "award", value: (row) => row.id },
      { header: "application", value: (row) => row.applicationId },
      { header: "organisation", value: (row) => row.organisationCode },
      { header: "organisation name", value: (row) => row.organisationName },
      { header: "fund", value: (row) => row.fundId },
      { header: "fund name", value: (row) => row.fundName },
      { header: "need", value: (row) => row.needTitle },
      { header: "awarded", value: (row) => decimalPence(row.amount) },
      { header: "given back", value: (row) => decimalPence(row.returned) },
      { header: "state", value: (row) => GRANT_STATE_WORDS[row.state] },
      { header: "awarded at", value: (row) => row.awardedAt.toISOString() },
    ],
    rows,
  );
}
