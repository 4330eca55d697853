import { useLoaderData } from "@remix-run/react";
import { CERTIFICATE_SORTS } from "~/domain/certification/certificates/certificate-sort";
import { searchCertificates } from "~/domain/certification/certificates/certificate-views.server";
import { PAGE_ROWS } from "~/domain/shared/page-place";
import { sortWords } from "~/domain/shared/sorting";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { FacetChoices, FilteredList, FilterGroup, FilterPanel } from "~/ui/kit/lists/filter-panel";
import { PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { countSentence, ListPages } from "~/ui/kit/lists/list-page";
import { StatusTag } from "~/ui/kit/tag";
import { TextField } from "~/ui/kit/fields/text-fields";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks, written } from "~/web/lists/list-sort";
import {
  certificatesAddress,
  certificateSearch,
  CertificatesQuery,
  STATUS_CHOICES,
} from "~/web/certification/certificates-query";
import { spreadsheets } from "~/ui/kit/lists/downloads";

const BASE = "/commercial/certificates";

export const meta = () => [{ title: pageTitle("Certificates") }];

export const loader = centre.loader({ query: CertificatesQuery }, async ({ q, query, request, today }) => {
  const search = certificateSearch(query, today);
  const { total, first, ...page } = await searchCertificates(q, search, {
    place: placeIn(query),
    size: PAGE_ROWS,
  });
  return {
    // Of a status nobody counts more than what is shown.
    page: shownPage(request.url, { ...page, total: total ?? page.rows.length, first: first ?? 1 }),
    counted: total !== null,
    order: sortWords(CERTIFICATE_SORTS, query.sort),
    headings: sortLinks(request.url, CERTIFICATE_SORTS, query.sort),
    words: query.words,
    status: query.status,
    sort: query.sort,
  };
});

const NOUN = ["certificate", "certificates"] as const;

/** A status follows from dates and is counted nowhere: with one chosen the page says that there are more, not how many. */
function sentenceOf({ page, counted, order }: ReturnType<typeof useLoaderData<typeof loader>>): string {
  if (counted) return `${countSentence(page, NOUN)}, ${order}.`;
  const noun = page.rows.length === 1 ? NOUN[0] : NOUN[1];
  const more = page.next === null ? "" : ", and there are more";
  return `Showing ${page.rows.length} ${noun} of the chosen status${more}, ${order}.`;
}

function Filters({ inUse }: { inUse: number }) {
  const { words, status, sort } = useLoaderData<typeof loader>();
  return (
    <FilterPanel action={BASE} inUse={inUse} keep={{ sort: written(sort) }}>
      <TextField
        name="words"
        label="Words"
        hint="Number, standard, supplier or solution"
        value={words}
        labelSize="s"
      />
      <FilterGroup heading="Status" open>
        <FacetChoices
          name="status"
          legend="Status"
          facets={Object.entries(STATUS_CHOICES).map(([value, label]) => ({ value, label }))}
          chosen={status}
        />
      </FilterGroup>
    </FilterPanel>
  );
}

export default function Certificates() {
  const found = useLoaderData<typeof loader>();
  const { page, words, status, sort } = found;
  const chips = [
    ...status.map((each) => ({
      label: `Status: ${STATUS_CHOICES[each]}`,
      removeHref: certificatesAddress(BASE, {
        words,
        sort,
        status: status.filter((one) => one !== each),
      }),
    })),
    ...(words
      ? [
          {
            label: `Words: ${words}`,
            removeHref: certificatesAddress(BASE, { words: undefined, sort, status }),
          },
        ]
      : []),
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
        <ListPages page={page} noun={NOUN} />
      </FilteredList>
    </>
  );
}

function Table() {
  const { page, counted, headings, ...asked } = useLoaderData<typeof loader>();
  return (
    <DataTable
      caption="Certificates"
      captionHidden
      rows={page.rows}
      rowKey={(row) => row.number}
      noun={NOUN}
      totalRows={counted ? page.total : undefined}
      downloads={spreadsheets(certificatesAddress(`${BASE}.csv`, asked))}
      columns={[
        {
          key: "number",
          header: "Certificate",
          sort: headings.number,
          rowHeader: true,
          cell: (row) => <a href={`${BASE}/${row.number}`}>{row.number}</a>,
        },
        {
          key: "standard",
          header: "Standard",
          sort: headings.standard,
          cell: (row) => `${row.standardTitle}, version ${row.version}`,
        },
        {
          key: "holder",
          header: "For",
          sort: headings.holder,
          cell: (row) => [row.solutionName ?? "The organisation", row.supplierName].join(", "),
        },
        {
          key: "to",
          header: "Last day",
          sort: headings.to,
          cell: (row) => (row.lastDay ? <DayText day={row.lastDay} /> : "No end date"),
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
