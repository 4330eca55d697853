import { z } from "zod";
import { lotView } from "~/domain/frameworks/framework-views.server";
import { anyone } from "~/web/audience.server";
import { LOT_SUPPLIER_COLUMNS } from "~/web/certification/certification-downloads";
import { jsonDownload, rowsFile } from "~/web/lists/download.server";

const Params = z.object({
  id: z.string().max(200),
  lot: z.string().max(200),
  file: z.enum(["suppliers.csv", "suppliers.xlsx", "suppliers.json"]),
});

/** The suppliers of a lot with their status, as a file. */
export const loader = anyone.loader({ params: Params }, async ({ q, params, today, recipient }) => {
  const { suppliers, lot } = await lotView(q, { frameworkId: params.id, lotId: params.lot, on: today });
  const name = `dovetail-lot-${lot.id}-suppliers`;
  if (params.file.endsWith(".json")) return jsonDownload(`${name}.json`, LOT_SUPPLIER_COLUMNS, suppliers);
  return rowsFile(recipient, name, LOT_SUPPLIER_COLUMNS, suppliers);
});
