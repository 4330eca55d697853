import { grantRows } from "~/domain/applications/grant-views.server";
import { centre } from "~/web/audience.server";
import { grantsFile } from "~/web/applications/grant-csv.server";

/** Every award, as a file. */
export const loader = centre.loader({}, async ({ q, recipient }) =>
  grantsFile(recipient, await grantRows(q)),
);
