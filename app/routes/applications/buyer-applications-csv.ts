import { APPLICATION_STATE_WORDS } from "~/domain/applications/application";
import { applicationRows } from "~/domain/applications/application-list-views.server";
import { decimalPence } from "~/domain/money/format";
import { chosenOwnApplications, OwnApplicationsQuery } from "~/web/applications/applications-query";
import { buyer } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";

/** The organisation's applications that the page lists, in its order, as a file. */
export const loader = buyer.loader({ query: OwnApplicationsQuery }, async ({ q, actor, query, recipient }) =>
  rowsFile(
    recipient,
    "dovetail-applications",
    [
      { header: "Application", value: (row) => row.id },
      { header: "Fund", value: (row) => row.fundId },
      { header: "Fund name", value: (row) => row.fundName },
      { header: "Need", value: (row) => row.needTitle },
      { header: "Asked (pounds)", value: (row) => decimalPence(row.asked) },
      { header: "State", value: (row) => APPLICATION_STATE_WORDS[row.state] },
      { header: "Sent at", value: (row) => row.submittedAt?.toISOString() },
      { header: "Decided at", value: (row) => row.decidedAt?.toISOString() },
    ],
    chosenOwnApplications(await applicationRows(q, { organisationCode: actor.organisationCode }), query),
  ),
);
