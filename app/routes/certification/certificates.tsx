import { useLoaderData } from "@remix-run/react";
import { countCertificates, searchCertificates } from "~/domain/certification/certificate-views.server";
import { PAGE_ROWS } from "~/domain/shared/page-place";
import { DataTable } from "~/ui/kit/data-table";
import { DayText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/empty-state";
import { FacetChoices, FilteredList, FilterGroup, FilterPanel } from "~/ui/kit/filter-panel";
import { PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { Pagination } from "~/ui/kit/pagination";
import { StatusTag } from "~/ui/kit/tag";
import { TextField } from "~/ui/kit/text-fields";
import { centre } from "~/web/audience.server";
import {
  certificatesAddress,
  CertificatesQuery,
  STATUS_CHOICES,
} from "~/web/certification/certificates-query";
import { spreadsheets } from "~/ui/kit/downloads";

const BASE = "/commercial/certificates";

export const meta = () => [{ title: pageTitle("Certificates") }];

export const loader = centre.loader({ query: CertificatesQuery }, async ({ q, query, today }) => ({
  ...(await searchCertificates(q, { ...query, statuses: query.status, on: today, limit: PAGE_ROWS })),
  total: await countCertificates(q, query),
  query,
}));

/** A status follows from dates and is counted nowhere: with one chosen the page says that there are more, not how many. */
function sentenceOf({ rows, next, total, query }: ReturnType<typeof useLoaderData<typeof loader>>): string {
  const noun = rows.length === 1 ? "certificate" : "certificates";
  if (query.status.length === 0)
    return `Showing ${rows.length} of ${total.toLocaleString("en-GB")} certificates, the latest number first.`;
  const more = next === null ? "" : ", and there are more";
  return `Showing ${rows.length} ${noun} of the chosen status${more}, the latest number first.`;
}

function Filters({ inUse }: { inUse: number }) {
  const { query } = useLoaderData<typeof loader>();
  return (
    <FilterPanel action={BASE} inUse={inUse}>
      <TextField
        name="words"
        label="Words"
        hint="Number, standard, supplier or solution"
        value={query.words}
        labelSize="s"
      />
      <FilterGroup heading="Status" open>
        <FacetChoices
          name="status"
          legend="Status"
          facets={Object.entries(STATUS_CHOICES).map(([value, label]) => ({ value, label }))}
          chosen={query.status}
        />
      </FilterGroup>
    </FilterPanel>
  );
}

export default function Certificates() {
  const found = useLoaderData<typeof loader>();
  const { next, query } = found;
  const without = (part: Partial<typeof query>) =>
    certificatesAddress(BASE, { ...query, before: undefined, ...part });
  const chips = [
    ...query.status.map((status) => ({
      label: `Status: ${STATUS_CHOICES[status]}`,
      removeHref: without({ status: query.status.filter((one) => one !== status) }),
    })),
    ...(query.words ? [{ label: `Words: ${query.words}`, removeHref: without({ words: undefined }) }] : []),
  ];
  return (
    <>
      <ReadingColumn>
        <PageTitle lede="Every certificate, of every supplier and product, with its status today. Open one to suspend, reinstate or withdraw it, or to record that a condition is met.">
          Certificates
        </PageTitle>
      </ReadingColumn>
      <FilteredList
        filters={<Filters inUse={chips.length} />}
        sentence={sentenceOf(found)}
        chips={chips}
        clearHref={BASE}
      >
        <Table />
        <Pagination
          previous={query.before ? { href: without({}), label: "the latest" } : undefined}
          next={
            next
              ? { href: certificatesAddress(BASE, { ...query, before: next }), label: `below ${next}` }
              : undefined
          }
        />
      </FilteredList>
    </>
  );
}

function Table() {
  const { rows, total, query } = useLoaderData<typeof loader>();
  return (
    <DataTable
      caption="Certificates"
      captionHidden
      rows={rows}
      rowKey={(row) => row.number}
      noun={["certificate", "certificates"]}
      totalRows={query.status.length === 0 ? total : undefined}
      downloads={spreadsheets(certificatesAddress(`${BASE}.csv`, { ...query, before: undefined }))}
      columns={[
        {
          key: "number",
          header: "Certificate",
          rowHeader: true,
          cell: (row) => <a href={`${BASE}/${row.number}`}>{row.number}</a>,
        },
        {
          key: "standard",
          header: "Standard",
          cell: (row) => `${row.standardTitle}, version ${row.version}`,
        },
        {
          key: "holder",
          header: "For",
          cell: (row) => [row.solutionName ?? "The organisation", row.supplierName].join(", "),
        },
        {
          key: "to",
          header: "Last day",
          cell: (row) => (row.validTo ? <DayText day={row.validTo} /> : "No end date"),
        },
        { key: "status", header: "Status", cell: (row) => <StatusTag status={row.word} /> },
      ]}
      empty={
        <EmptyState
          heading="No certificate matches"
          level={3}
          action={{ label: "Show all certificates", href: BASE }}
        >
          <p>Certificates that match your filters would be here. Take a filter away, or use fewer words.</p>
        </EmptyState>
      }
    />
  );
}
