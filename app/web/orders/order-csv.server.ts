import { shownCode } from "~/domain/shared/organisation-words";
import { decimalPence } from "~/domain/money/format";
import type { Queryable } from "~db";
import type { OrderRow } from "~/domain/orders/order-list-views.server";
import type { List } from "~/domain/shared/keyset.server";
import type { DownloadColumn } from "~/web/lists/download.server";
import { fileOfList } from "~/web/lists/list-download.server";
import type { Recipient } from "~/web/request-scope.server";
import { stateWord } from "~/domain/shared/state-words";

const COLUMNS: DownloadColumn<OrderRow>[] = [
  { header: "Order", value: (row) => row.id },
  { header: "Title", value: (row) => row.title },
  { header: "Status", value: (row) => stateWord(row.state) },
  { header: "Buyer code", value: (row) => shownCode(row.buyerCode) },
  { header: "Buyer", value: (row) => row.buyerName },
  { header: "Supplier", value: (row) => row.supplierName },
  { header: "First day", value: (row) => row.startsOn },
  { header: "Term (months)", value: (row) => row.termMonths },
  { header: "Excluding VAT (pounds)", value: (row) => row.net && decimalPence(row.net) },
  { header: "VAT (pounds)", value: (row) => row.vat && decimalPence(row.vat) },
  { header: "Created at", value: (row) => row.createdAt.toISOString() },
  { header: "Sent at", value: (row) => row.submittedAt?.toISOString() },
  { header: "Live at", value: (row) => row.liveAt?.toISOString() },
];

/** Orders as a file, with the columns of their lists. */
export const ordersFile = (
  recipient: Recipient,
  listOf: (q: Queryable) => List<OrderRow>,
): Promise<Response> => fileOfList(recipient, "dovetail-orders", COLUMNS, listOf);
