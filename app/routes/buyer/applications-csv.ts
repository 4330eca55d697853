import { APPLICATION_STATE_WORDS } from "~/domain/applications/application";
import { applicationRows } from "~/domain/applications/application-list-views.server";
import { decimalPence } from "~/domain/money/format";
import { buyer } from "~/web/audience.server";
import { csvDownload } from "~/web/download.server";

/** The organisation's applications, as a file. */
export const loader = buyer.loader({}, async ({ q, actor }) =>
  csvDownload(
    "dovetail-applications.csv",
    [
      { header: "application", value: (row) => row.id },
      { header: "fund", value: (row) => row.fundId },
      { header: "fund name", value: (row) => row.fundName },
      { header: "need", value: (row) => row.needTitle },
      { header: "asked", value: (row) => decimalPence(row.asked) },
      { header: "state", value: (row) => APPLICATION_STATE_WORDS[row.state] },
      { header: "sent", value: (row) => row.submittedAt?.toISOString() },
      { header: "decided", value: (row) => row.decidedAt?.toISOString() },
    ],
    await applicationRows(q, { organisationCode: actor.organisationCode }),
  ),
);
