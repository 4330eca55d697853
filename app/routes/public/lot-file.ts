import { z } from "zod";
import { lotView } from "~/domain/frameworks/framework-views.server";
import { anyone } from "~/web/audience.server";
import { LOT_SUPPLIER_COLUMNS } from "~/web/certification-downloads";
import { csvDownload, jsonDownload } from "~/web/download.server";

const Params = z.object({
  id: z.string().max(200),
  lot: z.string().max(200),
  file: z.enum(["suppliers.csv", "suppliers.json"]),
});

/** The suppliers of a lot with their standing, as a file. */
export const loader = anyone.loader({ params: Params }, async ({ q, params, today }) => {
  const { suppliers, lot } = await lotView(q, { frameworkId: params.id, lotId: params.lot, on: today });
  const download = params.file.endsWith(".csv") ? csvDownload : jsonDownload;
  return download(`dovetail-lot-${lot.id}-${params.file}`, LOT_SUPPLIER_COLUMNS, suppliers);
});
