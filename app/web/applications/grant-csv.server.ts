import { shownCode } from "~/domain/shared/organisation-words";
import { GRANT_STATE_WORDS } from "~/domain/applications/awards/grant";
import type { GrantRow } from "~/domain/applications/awards/grant-views.server";
import { decimalPence } from "~/domain/money/format";
import { rowsFile } from "~/web/lists/download.server";
import type { Recipient } from "~/web/request-scope.server";

/** Awards as a file, for the provider and the centre alike. */
export function grantsFile(recipient: Recipient, rows: readonly GrantRow[]): Promise<Response> {
  return rowsFile<GrantRow>(
    recipient,
    "dovetail-awards",
    [
      { header: "Award", value: (row) => row.id },
      { header: "Application", value: (row) => row.applicationId },
      { header: "Organisation code", value: (row) => shownCode(row.organisationCode) },
      { header: "Organisation", value: (row) => row.organisationName },
      { header: "Fund", value: (row) => row.fundId },
      { header: "Fund name", value: (row) => row.fundName },
      { header: "Need", value: (row) => row.needTitle },
      { header: "Awarded (pounds)", value: (row) => decimalPence(row.amount) },
      { header: "Given back (pounds)", value: (row) => decimalPence(row.returned) },
      { header: "State", value: (row) => GRANT_STATE_WORDS[row.state] },
      { header: "Awarded at", value: (row) => row.awardedAt.toISOString() },
    ],
    rows,
  );
}
