import { searchAudit, type AuditRow } from "~/domain/events/audit-views.server";
import { AuditQuery, auditSearch } from "~/web/audit-query";
import { centre } from "~/web/audience.server";
import type { DownloadColumn } from "~/web/download.server";
import { csvOfList } from "~/web/list-download.server";

const json = (value: unknown) => (value === null ? "" : JSON.stringify(value));

const COLUMNS: DownloadColumn<AuditRow>[] = [
  { header: "at", value: (event) => event.at.toISOString() },
  { header: "stream", value: (event) => event.stream },
  { header: "position", value: (event) => event.position },
  { header: "action", value: (event) => event.action },
  { header: "summary", value: (event) => event.summary },
  { header: "who", value: (event) => event.actorName },
  { header: "organisation", value: (event) => event.organisationCode },
  { header: "request", value: (event) => event.requestId },
  { header: "before", value: (event) => json(event.before) },
  { header: "after", value: (event) => json(event.after) },
  { header: "hash", value: (event) => event.hash },
];

/** The events of a search as a file, newest first. */
export const loader = centre.loader(
  { query: AuditQuery, roles: ["commercial_officer", "auditor"] },
  ({ query, today, recipient }) =>
    csvOfList(recipient, `dovetail-audit-${today}.csv`, COLUMNS, (tx) => searchAudit(tx, auditSearch(query))),
);
