import { grantRows } from "~/domain/applications/awards/grant-views.server";
import { buyer } from "~/web/audience.server";
import { grantsFile } from "~/web/applications/grant-csv.server";
import { chosenGrants, GrantsQuery } from "~/web/applications/grants-query";

/** The organisation's awards, as a file. */
export const loader = buyer.loader({ query: GrantsQuery }, async ({ q, actor, query, recipient }) =>
  grantsFile(
    recipient,
    chosenGrants(await grantRows(q, { organisationCode: actor.organisationCode }), query),
  ),
);
