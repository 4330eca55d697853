import { z } from "zod";
import { certificatesForStandard } from "~/domain/certification/certificates/certificate-views.server";
import { standardView } from "~/domain/certification/standard-views.server";
import { anyone } from "~/web/audience.server";
import { CERTIFICATE_COLUMNS } from "~/web/certification/certification-downloads";
import { jsonDownload, rowsFile } from "~/web/lists/download.server";

const Params = z.object({
  id: z.string().max(200),
  file: z.enum(["certificates.csv", "certificates.xlsx", "certificates.json"]),
});

/** Who meets a standard, as a file; suspended and expired certificates are in it with their status. */
export const loader = anyone.loader({ params: Params }, async ({ q, params, today, recipient }) => {
  const { standard } = await standardView(q, { id: params.id, on: today });
  const rows = await certificatesForStandard(q, { standardId: standard.id, on: today });
  const name = `dovetail-${standard.id}-certificates`;
  if (params.file.endsWith(".json")) return jsonDownload(`${name}.json`, CERTIFICATE_COLUMNS, rows);
  return rowsFile(recipient, name, CERTIFICATE_COLUMNS, rows);
});
