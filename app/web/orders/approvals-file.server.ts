import { approvalsWaiting, type ApprovalRow } from "~/domain/orders/order-list-views.server";
import { decimalPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { stateWord } from "~/domain/shared/state-words";
import { z } from "zod";
import { APPROVAL_SORTS } from "~/domain/orders/approvals/approval-sort";
import { chosenSort } from "~/web/lists/list-sort";
import type { DownloadColumn } from "~/web/lists/download.server";
import { fileOfList } from "~/web/lists/list-download.server";
import type { Recipient } from "~/web/request-scope.server";

/** Which of the two lists of the approvals page a file holds. */
export const ApprovalsFileQuery = z.object({
  decided: z.literal("yes").optional(),
  q: z.string().trim().max(100).optional().catch(undefined),
  sort: chosenSort(APPROVAL_SORTS),
});

const COLUMNS: DownloadColumn<ApprovalRow>[] = [
  { header: "Order", value: (row) => row.orderId },
  { header: "Title", value: (row) => row.title },
  { header: "Buyer", value: (row) => row.buyerName },
  { header: "Supplier", value: (row) => row.supplierName },
  { header: "State", value: (row) => stateWord(row.state) },
  { header: "Asked at", value: (row) => row.requestedAt.toISOString() },
  { header: "Decided at", value: (row) => row.decidedAt?.toISOString() },
  { header: "Share excluding VAT (pounds)", value: (row) => decimalPence(row.net) },
  { header: "VAT (pounds)", value: (row) => decimalPence(row.vat) },
  {
    header: "Share including VAT (pounds)",
    value: (row) => decimalPence((row.net + row.vat) as Pence),
  },
];

/** The shares that a payer was asked to approve, those that wait or those decided, as a file. */
export const approvalsFile = (
  recipient: Recipient,
  payerCode: string,
  query: z.output<typeof ApprovalsFileQuery>,
): Promise<Response> => {
  const decided = query.decided === "yes";
  const name = decided ? "dovetail-approvals-decided" : "dovetail-approvals-waiting";
  return fileOfList(recipient, name, COLUMNS, (tx) =>
    approvalsWaiting(tx, payerCode, { decided, words: query.q || undefined, sort: query.sort }),
  );
};
