import { accountWords, MOVEMENT_WORDS } from "~/domain/ledger/account-words";
import type { TransferKind } from "~/domain/ledger/ledger";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { dayOf, type Day } from "~/domain/shared/day";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import type { Download } from "~/ui/kit/lists/downloads";

/** One movement as a page shows it. */
export interface ShownLine {
  id: bigint;
  transactionId: string;
  text: string;
  kind: TransferKind;
  orderId: string | null;
  invoiceNumber: string | null;
  effectiveOn: Day;
  recordedAt: Date;
  debit: string;
  debitName: string | null;
  credit: string;
  creditName: string | null;
  amount: Pence;
}

/** Movements of the ledger, the latest day first, each linked to what happened, with its order and invoice. */
export function LedgerTable({
  caption,
  lines,
  downloads,
  totalRows,
  chosen = false,
}: {
  caption: string;
  lines: readonly ShownLine[];
  downloads?: readonly Download[];
  totalRows?: number;
  /** Whether these are the movements that somebody chose: none of them is not none at all. */
  chosen?: boolean;
}) {
  const columns: Column<ShownLine>[] = [
    { key: "day", header: "Day", cell: (line) => <DayText day={line.effectiveOn} /> },
    { key: "text", header: "What happened", rowHeader: true, cell: (line) => <What line={line} /> },
    { key: "kind", header: "Movement", cell: (line) => MOVEMENT_WORDS[line.kind] },
    { key: "debit", header: "From", cell: (line) => accountWords(line.debit, line.debitName) },
    { key: "credit", header: "To", cell: (line) => accountWords(line.credit, line.creditName) },
    { key: "recorded", header: "Recorded", cell: (line) => <DayText day={dayOf(line.recordedAt)} /> },
    { key: "amount", header: "Amount", numeric: true, cell: (line) => formatPence(line.amount) },
  ];
  return (
    <DataTable
      id="movements"
      narrow="scroll"
      dense
      caption={caption}
      rows={lines}
      rowKey={(line) => String(line.id)}
      columns={columns}
      downloads={downloads}
      totalRows={totalRows}
      noun={["movement", "movements"]}
      empty={
        chosen ? (
          <p>No movement matches what you chose. Change it above, or show all.</p>
        ) : (
          <p>
            Nothing has moved yet. Money moves when a fund is opened, an order accepted or an invoice paid.
          </p>
        )
      }
    />
  );
}

function What({ line }: { line: ShownLine }) {
  return <a href={`/commercial/ledger/entries/${line.transactionId}`}>{line.text}</a>;
}
