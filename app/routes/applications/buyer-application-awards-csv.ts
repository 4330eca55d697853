import { grantRows } from "~/domain/applications/grant-views.server";
import { buyer } from "~/web/audience.server";
import { grantsFile } from "~/web/applications/grant-csv.server";

/** The organisation's awards, as a file. */
export const loader = buyer.loader({}, async ({ q, actor, recipient }) =>
  grantsFile(recipient, await grantRows(q, { organisationCode: actor.organisationCode })),
);
