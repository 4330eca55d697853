import { useLoaderData } from "@remix-run/react";
import { suppliersList } from "~/domain/catalogue/supplier-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { Downloads, spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { wordsOf } from "~/domain/catalogue/facet-words";
import { Breadcrumbs, PageTitle, pageTitle } from "~/ui/kit/page";
import { anyone } from "~/web/audience.server";
import { groupedBy } from "~/domain/shared/grouped-by";

export const meta = () => [{ title: pageTitle("Suppliers") }];

export const loader = anyone.loader({}, async ({ q }) => ({ suppliers: await suppliersList(q) }));

type Row = ReturnType<typeof useLoaderData<typeof loader>>["suppliers"][number];

/** The suppliers by the first letter of their name; names that begin with a figure come first. */
function byLetter(rows: readonly Row[]): [string, Row[]][] {
  const groups = groupedBy(rows, (row) => {
    const first = row.name.normalize("NFD").charAt(0).toUpperCase();
    return /[A-Z]/.test(first) ? first : "0 to 9";
  });
  return [...groups].sort(([a], [b]) => a.localeCompare(b, "en-GB"));
}

export default function Suppliers() {
  const { suppliers } = useLoaderData<typeof loader>();
  const groups = byLetter(suppliers);
  return (
    <>
      <Breadcrumbs items={[{ label: "Home", href: "/" }]} />
      <PageTitle lede="Everybody with at least one published solution, from A to Z.">Suppliers</PageTitle>
      {suppliers.length === 0 ? (
        <EmptyState heading="No supplier is listed yet">
          <p>A supplier appears here when its first solution is published.</p>
        </EmptyState>
      ) : null}
      {groups.length > 1 ? (
        <nav className="dt-contents" aria-label="Letters">
          <ul className="dt-contents__list">
            {groups.map(([letter]) => (
              <li key={letter}>
                <a href={`#letter-${letter.charAt(0)}`}>{letter}</a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      {suppliers.length > 0 ? (
        <Downloads
          count={suppliers.length}
          noun={["supplier", "suppliers"]}
          files={spreadsheets("/suppliers.csv")}
        />
      ) : null}
      {groups.map(([letter, rows]) => (
        <section
          key={letter}
          id={`letter-${letter.charAt(0)}`}
          aria-labelledby={`heading-${letter.charAt(0)}`}
        >
          <h2 id={`heading-${letter.charAt(0)}`}>{letter}</h2>
          <DataTable
            id={`suppliers-${letter.charAt(0)}`}
            caption={`Suppliers under ${letter}`}
            captionHidden
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: "name",
                header: "Supplier",
                rowHeader: true,
                cell: (row) => <a href={`/suppliers/${row.id}`}>{row.name}</a>,
              },
              { key: "summary", header: "What it does", cell: (row) => row.summary || "Not stated" },
              { key: "size", header: "Size", cell: (row) => (row.size ? wordsOf(row.size) : "Not stated") },
              {
                key: "solutions",
                header: "Solutions",
                numeric: true,
                cell: (row) => row.solutions.toLocaleString("en-GB"),
              },
            ]}
          />
        </section>
      ))}
    </>
  );
}
