import { decimalPence } from "~/domain/money/format";
import type { Tx } from "~db";
import type { OrderRow } from "~/domain/ordering/order-list-views.server";
import type { List } from "~/domain/shared/keyset.server";
import type { DownloadColumn } from "./download.server";
import { csvOfList } from "./list-download.server";
import type { Recipient } from "./request-scope.server";

const COLUMNS: DownloadColumn<OrderRow>[] = [
  { header: "order", value: (row) => row.id },
  { header: "title", value: (row) => row.title },
  { header: "status", value: (row) => row.state },
  { header: "buyer code", value: (row) => row.buyerCode },
  { header: "buyer", value: (row) => row.buyerName },
  { header: "supplier", value: (row) => row.supplierName },
  { header: "starts", value: (row) => row.startsOn },
  { header: "term months", value: (row) => row.termMonths },
  { header: "net GBP", value: (row) => row.net && decimalPence(row.net) },
  { header: "VAT GBP", value: (row) => row.vat && decimalPence(row.vat) },
  { header: "created", value: (row) => row.createdAt.toISOString() },
  { header: "sent", value: (row) => row.submittedAt?.toISOString() },
  { header: "live", value: (row) => row.liveAt?.toISOString() },
];

/** Orders as a file, with the columns of their lists. */
export const ordersCsv = (recipient: Recipient, listOf: (tx: Tx) => List<OrderRow>): Promise<Response> =>
  csvOfList(recipient, "dovetail-orders.csv", COLUMNS, listOf);
