import { APPLICATION_STATE_WORDS } from "~/domain/applications/application";
import { applicationRows } from "~/domain/applications/application-list-views.server";
import { scoreText } from "~/domain/applications/scoring";
import { decimalPence } from "~/domain/money/format";
import { ApplicationsQuery } from "~/web/assessment-forms";
import { centre } from "~/web/audience.server";
import { csvDownload } from "~/web/download.server";

/** The applications that the page lists, as a file. */
export const loader = centre.loader({ query: ApplicationsQuery }, async ({ q, query }) =>
  csvDownload(
    "dovetail-applications.csv",
    [
      { header: "application", value: (row) => row.id },
      { header: "organisation", value: (row) => row.organisationCode },
      { header: "organisation name", value: (row) => row.organisationName },
      { header: "fund", value: (row) => row.fundId },
      { header: "need", value: (row) => row.needTitle },
      { header: "asked", value: (row) => decimalPence(row.asked) },
      { header: "state", value: (row) => APPLICATION_STATE_WORDS[row.state] },
      { header: "scored by", value: (row) => row.scoredBy.length },
      {
        header: "mean score",
        value: (row) => (row.state === "submitted" || row.mean === null ? null : scoreText(row.mean)),
      },
      { header: "sent", value: (row) => row.submittedAt?.toISOString() },
      { header: "decided", value: (row) => row.decidedAt?.toISOString() },
    ],
    await applicationRows(q, {
      sentOnly: true,
      states: query.state,
      fundId: query.fund || undefined,
      words: query.q,
    }),
  ),
);
