import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { APPLIES_TO, APPLIES_TO_WORDS, categoryText } from "~/domain/certification/standard-text";
import { standardsList } from "~/domain/certification/standard-views.server";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { FilteredList, FilterPanel, type FilterChip } from "~/ui/kit/lists/filter-panel";
import { Breadcrumbs, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { Select, TextField } from "~/ui/kit/fields/text-fields";
import { queryText } from "~/web/lists/as-at-query";
import { anyone } from "~/web/audience.server";
import { standardFilter, StandardsQuery } from "~/web/certification/standards-query";
import { spreadsheets } from "~/ui/kit/lists/downloads";

export const meta: MetaFunction = () => [{ title: pageTitle("Standards") }];

export const loader = anyone.loader({ query: StandardsQuery }, async ({ q, query, today }) => ({
  ...(await standardsList(q, { on: today, filter: standardFilter(query) })),
  query,
}));

function chipsOf(query: Record<string, string | undefined>): FilterChip[] {
  const labels: Record<string, (value: string) => string> = {
    words: (value) => `Words: ${value}`,
    category: (value) => `Category: ${categoryText(value)}`,
    appliesTo: (value) => `Applies to: ${APPLIES_TO_WORDS[value as keyof typeof APPLIES_TO_WORDS]}`,
    mandatory: () => "Mandatory somewhere",
  };
  return Object.entries(query).flatMap(([name, value]) =>
    value && labels[name]
      ? [
          {
            label: labels[name](value),
            removeHref: `/standards${queryText({ ...query, [name]: undefined })}`,
          },
        ]
      : [],
  );
}

export default function Standards() {
  const { rows, total, query } = useLoaderData<typeof loader>();
  const chips = chipsOf(query);
  return (
    <>
      <Breadcrumbs items={[{ label: "Home", href: "/" }]} />
      <ReadingColumn>
        <PageTitle lede="What health and care technology must meet, who says so, and until when each version counts.">
          Standards
        </PageTitle>
      </ReadingColumn>
      <FilteredList
        filters={<Filters inUse={chips.length} />}
        sentence={`Showing ${rows.length} of ${total} standards, by title.`}
        chips={chips}
        clearHref="/standards"
      >
        <Table />
      </FilteredList>
    </>
  );
}

function Filters({ inUse }: { inUse: number }) {
  const { query, categories } = useLoaderData<typeof loader>();
  return (
    <FilterPanel action="/standards" inUse={inUse}>
      <TextField name="words" label="Words" value={query.words} labelSize="s" />
      <Select
        name="category"
        label="Category"
        labelSize="s"
        value={query.category}
        emptyLabel="All categories"
        options={categories.map((category) => ({ value: category, label: categoryText(category) }))}
      />
      <Select
        name="appliesTo"
        label="Applies to"
        labelSize="s"
        value={query.appliesTo}
        emptyLabel="Anything"
        options={APPLIES_TO.map((value) => ({ value, label: APPLIES_TO_WORDS[value] }))}
      />
      <Checkboxes
        name="mandatory"
        label="Where it binds"
        small
        values={query.mandatory ? ["yes"] : []}
        choices={[{ value: "yes", label: "Mandatory somewhere" }]}
      />
    </FilterPanel>
  );
}

function Table() {
  const { rows, query } = useLoaderData<typeof loader>();
  const files = queryText(query);
  return (
    <DataTable
      caption="Standards"
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      noun={["standard", "standards"]}
      downloads={[
        ...spreadsheets(`/standards.csv${files}`),
        { label: "JSON", href: `/standards.json${files}` },
      ]}
      columns={[
        {
          key: "title",
          header: "Standard",
          rowHeader: true,
          cell: (row) => (
            <>
              <a href={`/standards/${row.id}`}>{row.title}</a>
              {row.mandatory ? (
                <>
                  {" "}
                  <StatusTag status="mandatory" />
                </>
              ) : null}
            </>
          ),
        },
        { key: "owner", header: "Owner", cell: (row) => row.ownerName },
        { key: "applies", header: "Applies to", cell: (row) => APPLIES_TO_WORDS[row.appliesTo] },
        { key: "version", header: "Version", cell: (row) => row.currentVersion ?? "None in force" },
        {
          key: "change",
          header: "Comply by",
          cell: (row) => (row.nextComplyBy ? <DayText day={row.nextComplyBy} /> : "No change due"),
        },
        { key: "held", header: "Certificates in date", numeric: true, cell: (row) => row.certificateCount },
      ]}
      empty={
        <EmptyState
          heading="No standard matches"
          level={3}
          action={{ label: "Show all standards", href: "/standards" }}
        >
          <p>Standards that match your filters would be here. Take a filter away, or use fewer words.</p>
        </EmptyState>
      }
    />
  );
}
