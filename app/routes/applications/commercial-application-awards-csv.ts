import { grantRows } from "~/domain/applications/awards/grant-views.server";
import { centre } from "~/web/audience.server";
import { grantsFile } from "~/web/applications/grant-csv.server";
import { chosenGrants, GrantsQuery } from "~/web/applications/grants-query";

/** Every award, as a file. */
export const loader = centre.loader({ query: GrantsQuery }, async ({ q, query, recipient }) =>
  grantsFile(recipient, chosenGrants(await grantRows(q), query)),
);
