import { grantRows } from "~/domain/applications/grant-views.server";
import { centre } from "~/web/audience.server";
import { grantsDownload } from "~/web/grant-csv.server";

/** Every award, as a file. */
export const loader = centre.loader({}, async ({ q }) => grantsDownload(await grantRows(q)));
