import { withCode } from "~/domain/shared/organisation-words";
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { kindLabel } from "~/domain/organisations/organisation";
import { financialYearOf, formatFinancialYear } from "~/domain/shared/financial-year";
import { statementsList, type StatementRow } from "~/domain/statements/statement-list-views.server";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { SubmitButton } from "~/ui/kit/form";
import { OnlyLine } from "~/ui/kit/lists/list-page";
import { Money } from "~/ui/kit/money";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/fields/text-fields";
import { centre } from "~/web/audience.server";
import { StatementsQuery } from "~/web/statements/statement-files.server";

export const meta: MetaFunction = () => [{ title: pageTitle("Statements") }];

export const loader = centre.loader({ query: StatementsQuery }, async ({ q, query, today }) => {
  const year = query.year ?? financialYearOf(today);
  const { rows, total } = await statementsList(q, { year, words: query.words });
  return {
    year,
    words: query.words ?? "",
    rows,
    total,
  };
});

const NOUN = ["organisation", "organisations"] as const;

const withYear = (year: number, words: string) =>
  `/commercial/statements.csv?${new URLSearchParams({ year: String(year), ...(words ? { words } : {}) })}`;

export default function Statements() {
  const { year, words, rows, total } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <BackLink href="/commercial/money">Money</BackLink>
      <PageTitle lede="What an organisation gets, what it pays and what is left, agreed with the ledger.">
        Statements {formatFinancialYear(year)}
      </PageTitle>
      <form method="get" action="/commercial/statements">
        <input type="hidden" name="year" value={year} />
        <TextField
          name="words"
          label="Find an organisation"
          hint="A part of its name, or its code, for example RR8"
          value={words}
          width={20}
        />
        <SubmitButton variant="secondary">Find</SubmitButton>
      </form>
      <DataTable
        caption={words ? `Organisations that match “${words}”` : "Organisations with money in this year"}
        narrow="scroll"
        rows={rows}
        totalRows={total}
        rowKey={(row) => row.code}
        noun={NOUN}
        downloads={spreadsheets(withYear(year, words))}
        columns={columnsOf(year)}
        empty={
          <EmptyState heading={words ? "No organisation matches" : "No organisation has money in this year"}>
            <p>
              {words
                ? "Try a shorter part of the name, or the organisation’s code."
                : "Money set aside and orders that are signed appear here."}
            </p>
          </EmptyState>
        }
      />
      <OnlyLine shown={rows.length} total={total} noun={NOUN} which="first" />
      {rows.length < total ? <p>Give a part of the name to see others.</p> : null}
    </FullWidth>
  );
}

function columnsOf(year: number): Column<StatementRow>[] {
  return [
    {
      key: "name",
      header: "Organisation",
      rowHeader: true,
      cell: (row) => (
        <a href={`/commercial/statements/${encodeURIComponent(row.code)}?year=${year}`}>
          {withCode(row.name, row.code)}
        </a>
      ),
    },
    { key: "kind", header: "Kind", cell: (row) => kindLabel(row.kind) },
    {
      key: "grants",
      header: "Set aside and awarded",
      numeric: true,
      cell: (row) => <Money amount={row.grants} />,
    },
    {
      key: "forUs",
      header: "Others pay for it",
      numeric: true,
      cell: (row) => <Money amount={row.forUs} />,
    },
    {
      key: "byUs",
      header: "It pays itself",
      numeric: true,
      cell: (row) => <Money amount={row.byUs} />,
    },
  ];
}
