import {
  AGREEMENT_COLUMNS,
  agreementsAsked,
  AgreementsQuery,
  sortedAgreements,
} from "~/web/agreements/agreements-query";
import { centre } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";

/** The agreements of the page, in its order, as a file. */
export const loader = centre.loader({ query: AgreementsQuery }, async ({ q, query, today, recipient }) =>
  rowsFile(
    recipient,
    "dovetail-agreements",
    AGREEMENT_COLUMNS,
    sortedAgreements(await agreementsAsked(q, query.state, today), query.sort),
  ),
);
