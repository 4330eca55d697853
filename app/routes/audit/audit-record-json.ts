import { z } from "zod";
import { auditEventRecord } from "~/domain/audit/audit-views.server";
import { centre } from "~/web/audience.server";
import { jsonDownloadOf } from "~/web/lists/download.server";

const EventParams = z.object({ event: z.string().regex(/^[1-9]\d{0,14}$/) });

/** One event of the audit as it is recorded and sealed, for whoever checks it: amounts in pence, ids as they are. */
export const loader = centre.loader(
  { params: EventParams, roles: ["commercial_officer", "auditor"] },
  async ({ q, params }) =>
    jsonDownloadOf(
      `dovetail-audit-event-${params.event}.json`,
      await auditEventRecord(q, Number(params.event)),
    ),
);
