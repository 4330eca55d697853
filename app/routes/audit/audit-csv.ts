import { shownCode } from "~/domain/shared/organisation-words";
import { searchAudit, type FoundEvent } from "~/domain/audit/audit-views.server";
import { AuditQuery, auditSearch } from "~/web/audit/audit-query";
import { centre } from "~/web/audience.server";
import type { DownloadColumn } from "~/web/lists/download.server";
import { fileOfList } from "~/web/lists/list-download.server";
import { actionWords, streamWords } from "~/domain/audit/stream-words";

const json = (value: unknown) => (value === null ? "" : JSON.stringify(value));

const COLUMNS: DownloadColumn<FoundEvent>[] = [
  { header: "Recorded at", value: (event) => event.at.toISOString() },
  { header: "About", value: (event) => streamWords(event.stream, event.aboutName) },
  { header: "Number in its chain", value: (event) => event.position },
  { header: "Action", value: (event) => actionWords(event.action) },
  { header: "Summary", value: (event) => event.summary },
  { header: "Who", value: (event) => event.actorName },
  { header: "Organisation", value: (event) => event.organisationName },
  { header: "Organisation code", value: (event) => shownCode(event.organisationCode) },
  { header: "Request", value: (event) => event.requestId },
  { header: "Before", value: (event) => json(event.before) },
  { header: "After", value: (event) => json(event.after) },
  { header: "Seal", value: (event) => event.hash },
];

/** The events of a search as a file, newest first. */
export const loader = centre.loader(
  { query: AuditQuery, roles: ["commercial_officer", "auditor"] },
  ({ query, today, recipient }) =>
    fileOfList(recipient, `dovetail-audit-${today}`, COLUMNS, (tx) => searchAudit(tx, auditSearch(query))),
);
