import type { Queryable, Tx } from "~db";
import type { List } from "~/domain/shared/keyset.server";
import { MOST_WORKBOOK_ROWS } from "~/domain/shared/page-place";
import { Problem } from "~/domain/shared/problem";
import { database } from "~/platform/database.server";
import {
  attachment,
  csvHead,
  csvLines,
  rowsXlsx,
  workbookTooLong,
  type DownloadColumn,
} from "./download.server";
import type { Recipient } from "~/web/request-scope.server";

/** Each file that is being sent keeps a connection of the pool; pages need the others. */
const MOST_AT_ONCE = 3;
const MOST_WAITING = 20;
/** Who takes nothing for so long is not waited for: the snapshot would hold back the database's tidying. */
const LONGEST_PAUSE_MS = 60_000;

/** The whole of a list as the file that the address asks for: CSV, or a workbook. `name` has no ending. */
export function fileOfList<Row>(
  recipient: Recipient,
  name: string,
  columns: readonly DownloadColumn<Row>[],
  listOf: (q: Queryable) => List<Row>,
): Promise<Response> {
  if (recipient.wants === "xlsx") return xlsxOfList(`${name}.xlsx`, columns, listOf(database().db));
  return csvOfList(recipient, `${name}.csv`, columns, listOf);
}

/**
 * The whole of a list as a CSV file, however long: read in batches in one transaction with one snapshot, and sent while
 * it is read, no faster than the client takes it. What cannot be read at all is refused with a page; a file that fails
 * on the way is broken off, so that a browser does not take it for whole.
 */
async function csvOfList<Row>(
  recipient: Recipient,
  name: string,
  columns: readonly DownloadColumn<Row>[],
  listOf: (tx: Tx) => List<Row>,
): Promise<Response> {
  if (!recipient.reads) return attachment(name, "text/csv", null);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const utf8 = new TextEncoder();
  return new Promise((answer, refuse) => {
    const send = async (tx: Tx) => {
      const batches = listOf(tx).batches();
      let batch = await batches.next();
      const file = attachment(name, "text/csv", readable);
      file.headers.set("Cache-Control", "private, no-store");
      answer(file);
      await taken(recipient, writer.write(utf8.encode(csvHead(columns))));
      for (; !batch.done; batch = await batches.next()) {
        await taken(recipient, writer.write(utf8.encode(csvLines(columns, batch.value))));
        await taken(recipient, recipient.drained());
      }
    };
    inTurn(() =>
      database().db.transaction(send, { isolationLevel: "repeatable read", accessMode: "read only" }),
    )
      .then(() => writer.close())
      .catch((error: unknown) => {
        refuse(error as Error);
        return recipient.signal.aborted ? writer.close() : writer.abort(error);
      })
      // A stream that its reader has already given up has nothing left to close.
      .catch(() => {});
  });
}

/**
 * The whole of a list as a workbook, which is made in memory: of at most MOST_WORKBOOK_ROWS. A longer one is refused,
 * because a workbook that ends somewhere looks whole.
 */
async function xlsxOfList<Row>(
  name: string,
  columns: readonly DownloadColumn<Row>[],
  list: List<Row>,
): Promise<Response> {
  const rows = await list.first(MOST_WORKBOOK_ROWS + 1);
  if (rows.length <= MOST_WORKBOOK_ROWS) return rowsXlsx(name, columns, rows);
  throw workbookTooLong(await list.count());
}

/** Waits for a client to take something, as long as it is there and not for ever. */
async function taken({ signal }: Recipient, step: Promise<void>): Promise<void> {
  let stop = () => {};
  const given = new Promise<never>((_, reject) => {
    const gone = () => reject(new Error("The client has gone"));
    const timer = setTimeout(() => reject(new Error("The client takes nothing any more")), LONGEST_PAUSE_MS);
    signal.addEventListener("abort", gone);
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", gone);
    };
    if (signal.aborted) gone();
  });
  try {
    await Promise.race([step, given]);
  } finally {
    stop();
  }
}

let running = 0;
const waiting: (() => void)[] = [];

/** Runs a few at a time, the others in the order of their coming. Throws unavailable when too many wait already. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) {
    if (waiting.length >= MOST_WAITING) {
      throw new Problem("unavailable", "too-many-files", {
        title: "Too many files are being made at this moment",
        detail: "Try again in a minute.",
      });
    }
    await new Promise<void>((go) => waiting.push(go));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
