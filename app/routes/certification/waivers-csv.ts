import { waiversList } from "~/domain/certification/waivers/waiver-views.server";
import { centre } from "~/web/audience.server";
import { WAIVER_COLUMNS } from "~/web/certification/certification-downloads";
import { sortedWaivers, WaiversQuery } from "~/web/certification/waivers-query";
import { rowsFile } from "~/web/lists/download.server";

/** Every waiver there ever was, in the order of the page, as a file. */
export const loader = centre.loader({ query: WaiversQuery }, async ({ q, query, today, recipient }) =>
  rowsFile(
    recipient,
    "dovetail-waivers",
    WAIVER_COLUMNS,
    sortedWaivers(await waiversList(q, { on: today }), query.sort),
  ),
);
