import { waiversList } from "~/domain/certification/waiver-views.server";
import { centre } from "~/web/audience.server";
import { WAIVER_COLUMNS } from "~/web/certification/certification-downloads";
import { rowsFile } from "~/web/lists/download.server";

/** Every waiver there ever was, as a file. */
export const loader = centre.loader({}, async ({ q, today, recipient }) =>
  rowsFile(recipient, "dovetail-waivers", WAIVER_COLUMNS, await waiversList(q, { on: today })),
);
