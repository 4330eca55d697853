import type { HeldBack } from "~/domain/who-pays/held-back";
import { DataTable } from "~/ui/kit/lists/data-table";
import { Money } from "~/ui/kit/money";
import { StatusTag } from "~/ui/kit/tag";

/** Which part of whose share waits for which milestone; nothing where no agreement holds money back. */
export function HeldBackTable({ held }: { held: readonly HeldBack[] }) {
  if (held.length === 0) return null;
  return (
    <DataTable
      id="held-back"
      caption="Held back until a milestone"
      rows={held}
      rowKey={(one) => `${one.payerCode} ${one.milestone}`}
      columns={[
        { key: "payer", header: "Payer", rowHeader: true, cell: (one) => one.payerName },
        { key: "milestone", header: "Waits for", cell: (one) => one.milestone },
        {
          key: "net",
          header: "Excluding VAT",
          numeric: true,
          cell: (one) => <Money amount={one.net} />,
        },
        {
          key: "state",
          header: "Status",
          cell: (one) =>
            one.released ? (
              <StatusTag status="valid" label="Released" />
            ) : (
              <StatusTag status="coming" label="Waits" />
            ),
        },
      ]}
    />
  );
}
