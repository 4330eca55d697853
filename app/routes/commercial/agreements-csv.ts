import { agreementsList } from "~/domain/cost-sharing/agreement-views.server";
import { AGREEMENT_COLUMNS, AgreementsQuery, statesAsked } from "~/web/agreements-query";
import { centre } from "~/web/audience.server";
import { csvDownload } from "~/web/download.server";

/** The agreements of the page as a file. */
export const loader = centre.loader({ query: AgreementsQuery }, async ({ q, query }) =>
  csvDownload(
    "dovetail-agreements.csv",
    AGREEMENT_COLUMNS,
    await agreementsList(q, statesAsked(query.state)),
  ),
);
