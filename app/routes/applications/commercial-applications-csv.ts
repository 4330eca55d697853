import { shownCode } from "~/domain/shared/organisation-words";
import { APPLICATION_STATE_WORDS } from "~/domain/applications/application";
import { applicationRows } from "~/domain/applications/application-list-views.server";
import { scoreText } from "~/domain/applications/scoring";
import { decimalPence } from "~/domain/money/format";
import { SentApplicationsQuery, sentFilter, sortedApplications } from "~/web/applications/applications-query";
import { centre } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";

/** The applications that the page lists, in its order, as a file. */
export const loader = centre.loader({ query: SentApplicationsQuery }, async ({ q, query, recipient }) =>
  rowsFile(
    recipient,
    "dovetail-applications",
    [
      { header: "Application", value: (row) => row.id },
      { header: "Organisation code", value: (row) => shownCode(row.organisationCode) },
      { header: "Organisation", value: (row) => row.organisationName },
      { header: "Fund", value: (row) => row.fundId },
      { header: "Need", value: (row) => row.needTitle },
      { header: "Asked (pounds)", value: (row) => decimalPence(row.asked) },
      { header: "State", value: (row) => APPLICATION_STATE_WORDS[row.state] },
      { header: "Scored by", value: (row) => row.scoredBy.length },
      {
        header: "Mean score",
        value: (row) => (row.state === "submitted" || row.mean === null ? null : scoreText(row.mean)),
      },
      { header: "Sent at", value: (row) => row.submittedAt?.toISOString() },
      { header: "Decided at", value: (row) => row.decidedAt?.toISOString() },
    ],
    sortedApplications(await applicationRows(q, sentFilter(query)), query.sort),
  ),
);
