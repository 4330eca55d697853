import type { Queryable } from "~db";
import { isOpen } from "./change";
import { storedServices } from "./services/service-views.server";
import { readChange, type ReadChange, type StoredRow } from "./stored-change";

/** Reads the words of a stored change; an open one that was begun before listings said their services has the stored ones. */
export async function readOpenChange<Row extends StoredRow>(
  q: Queryable,
  row: Row,
): Promise<ReadChange<Row>> {
  const change = readChange(row);
  const said = typeof row.content === "object" && row.content !== null && "services" in row.content;
  if (said || !isOpen(change.state)) return change;
  return { ...change, content: { ...change.content, services: await storedServices(q, row.solutionId) } };
}
