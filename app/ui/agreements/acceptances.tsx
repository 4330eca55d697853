import { withCode } from "~/domain/shared/organisation-words";
import { roleList } from "~/domain/people/role";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { spreadsheets } from "~/ui/kit/lists/downloads";

interface Acceptance {
  version: number;
  organisationCode: string;
  organisationName: string;
  personName: string;
  role: string;
  acceptedAt: Date;
  orderId: string;
}

/** Who pays by an agreement without being a party, and accepted it with the first purchase: the latest first. */
export function Acceptances({
  rows,
  total,
  csvHref,
  orderHref,
}: {
  rows: readonly Acceptance[];
  total: number;
  csvHref?: string;
  orderHref: (orderId: string) => string;
}) {
  if (total === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">Accepted at the first purchase</h2>
      <p>
        Who pays by these rules without being a party accepts them with the first share that it approves.
        {total > rows.length
          ? ` The latest ${rows.length} of ${total.toLocaleString("en-GB")}; the file has all.`
          : null}
      </p>
      <DataTable
        id="acceptances"
        caption="Accepted at the first purchase, the latest first"
        captionHidden
        rows={rows}
        totalRows={total}
        rowKey={(row) => `${row.organisationCode} ${row.version}`}
        downloads={csvHref ? spreadsheets(csvHref) : undefined}
        columns={[
          {
            key: "organisation",
            header: "Organisation",
            rowHeader: true,
            cell: (row) => withCode(row.organisationName, row.organisationCode),
          },
          { key: "version", header: "Version", cell: (row) => row.version },
          {
            key: "person",
            header: "By",
            cell: (row) => `${row.personName}, ${roleList([row.role]).toLowerCase()}`,
          },
          { key: "moment", header: "When", cell: (row) => <MomentText at={row.acceptedAt} /> },
          {
            key: "order",
            header: "Order",
            cell: (row) => <a href={orderHref(row.orderId)}>{row.orderId}</a>,
          },
        ]}
      />
    </>
  );
}
