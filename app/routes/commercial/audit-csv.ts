import { stringify } from "csv-stringify/sync";
import { searchAudit } from "~/domain/events/audit-views.server";
import { AuditQuery, auditSearch } from "~/web/audit-query";
import { centre } from "~/web/audience.server";

const MOST_ROWS = 20_000;

/** The events of a search as a file, newest first, at most 20,000. */
export const loader = centre.loader(
  { query: AuditQuery, roles: ["commercial_officer", "auditor"] },
  async ({ q, query, today }) => {
    const { events } = await searchAudit(q, { ...auditSearch(query), limit: MOST_ROWS });
    const rows = events.map((event) => ({
      at: event.at.toISOString(),
      stream: event.stream,
      position: event.position,
      action: event.action,
      summary: event.summary,
      who: event.actorName,
      organisation: event.organisationCode ?? "",
      request: event.requestId ?? "",
      before: event.before === null ? "" : JSON.stringify(event.before),
      after: event.after === null ? "" : JSON.stringify(event.after),
      hash: event.hash,
    }));
    const csv = stringify(rows, { header: true, escape_formulas: true, bom: true });
    return new Response(csv, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="dovetail-audit-${today}.csv"`,
        "Cache-Control": "no-store",
      },
    });
  },
);
