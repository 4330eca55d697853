import type { ReactNode } from "react";
import type { GrantRow } from "~/domain/applications/awards/grant-views.server";
import { GRANT_STATE_WORDS, type GrantState } from "~/domain/applications/awards/grant";
import { dayOf } from "~/domain/shared/day";
import { WarningCallout } from "~/ui/kit/callouts";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import type { PageOfRows } from "~/ui/kit/lists/list-page";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { DayText } from "~/ui/kit/day";
import { Form, SubmitButton, type FormState } from "~/ui/kit/form";
import { GrantStateTag } from "./grant-document";
import type { ColumnSort } from "~/ui/kit/lists/sort-form";
import { Money } from "~/ui/kit/money";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { SignatureField } from "~/ui/kit/fields/signature";

const NOUN = ["award", "awards"] as const;
const STATES = Object.entries(GRANT_STATE_WORDS).map(([value, label]) => ({ value, label }));

interface GrantSearchProps {
  base: string;
  page: PageOfRows & { rows: readonly GrantRow[] };
  words: string;
  states: readonly GrantState[];
  named?: boolean;
  /** How they are sorted: as the address says it, in words, and what each heading sorts by. */
  sort?: string;
  order: string;
  headings: Record<"number" | "organisation" | "fund" | "amount" | "returned" | "decided", ColumnSort>;
  /** What stands there when there is no award at all. */
  empty: ReactNode;
}

/** Awards with their sums, found by state and words; the centre's list names the organisation. */
export function GrantSearch(props: GrantSearchProps) {
  const { base, page, words, states, named, sort, order } = props;
  const groups = [{ name: "state", legend: "State", choices: STATES, chosen: states }];
  return (
    <SearchedList
      base={base}
      page={page}
      noun={NOUN}
      order={order}
      sort={sort}
      search={{ label: named ? "Number, organisation or fund" : "Number, fund or need", words }}
      groups={groups}
    >
      <GrantTable {...props} file={listAddress(`${base}.csv`, { words, groups, sort })} />
    </SearchedList>
  );
}

function columnsOf(base: string, named: boolean, headings: GrantSearchProps["headings"]): Column<GrantRow>[] {
  return [
    {
      key: "id",
      header: "Award",
      sort: headings.number,
      rowHeader: true,
      cell: (row) => <a href={`${base}/${row.id}`}>{row.id}</a>,
    },
    ...(named
      ? [
          {
            key: "organisation",
            header: "To",
            sort: headings.organisation,
            cell: (row: GrantRow) => row.organisationName,
          },
        ]
      : []),
    {
      key: "fund",
      header: "Fund",
      sort: headings.fund,
      cell: (row) => (
        <>
          {row.fundName}, for {row.needTitle}
        </>
      ),
    },
    {
      key: "amount",
      header: "Awarded",
      sort: headings.amount,
      numeric: true,
      cell: (row) => <Money amount={row.amount} />,
    },
    {
      key: "returned",
      header: "Given back",
      sort: headings.returned,
      numeric: true,
      cell: (row) => <Money amount={row.returned} />,
    },
    { key: "state", header: "State", cell: (row) => <GrantStateTag state={row.state} /> },
    {
      key: "at",
      header: "Decided",
      sort: headings.decided,
      cell: (row) => <DayText day={dayOf(row.awardedAt)} />,
    },
  ];
}

function GrantTable({
  base,
  page,
  words,
  states,
  named = false,
  headings,
  empty,
  file,
}: GrantSearchProps & { file: string }) {
  return (
    <DataTable
      id="awards"
      dense
      twoLines
      caption="Awards"
      captionHidden
      rows={page.rows}
      totalRows={page.total}
      rowKey={(row) => row.id}
      noun={NOUN}
      downloads={spreadsheets(file)}
      columns={columnsOf(base, named, headings)}
      empty={
        words || states.length > 0 ? (
          <EmptyState heading="No award matches" level={3}>
            <p>Take a filter away to see more.</p>
          </EmptyState>
        ) : (
          empty
        )
      }
    />
  );
}

/** The signature under a memorandum, for one side. */
export function SignGrant({
  state,
  forWhom,
  name,
}: {
  state: FormState | null;
  forWhom: string;
  /** Of the signed-in person. */
  name: string;
}) {
  return (
    <Form>
      <WarningCallout heading={`You sign for ${forWhom}`}>
        <p>The memorandum binds both sides from the second signature on.</p>
      </WarningCallout>
      <SignatureField state={state} signatory={{ name }} />
      <SubmitButton name="intent" value="sign">
        Sign the memorandum
      </SubmitButton>
    </Form>
  );
}
