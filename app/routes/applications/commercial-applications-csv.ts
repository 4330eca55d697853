import { APPLICATION_STATE_WORDS } from "~/domain/applications/application";
import { applicationRows } from "~/domain/applications/application-list-views.server";
import { scoreText } from "~/domain/applications/scoring";
import { decimalPence } from "~/domain/money/format";
import { ApplicationsQuery } from "~/web/applications/assessment-forms";
import { centre } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";

/** The applications that the page lists, as a file. */
export const loader = centre.loader({ query: ApplicationsQuery }, async ({ q, query, recipient }) =>
  rowsFile(
    recipient,
    "dovetail-applications",
    [
      { header: "Application", value: (row) => row.id },
      { header: "Organisation code", value: (row) => row.organisationCode },
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
    await applicationRows(q, {
      sentOnly: true,
      states: query.state,
      fundId: query.fund || undefined,
      words: query.q,
    }),
  ),
);
