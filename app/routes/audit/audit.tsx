import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeNames } from "~/domain/audit/change-name-views.server";
import { changeRows } from "~/domain/audit/change-words";
import { searchAudit, verifyStreams } from "~/domain/audit/audit-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { ErrorSummary, hasErrors, SubmitButton } from "~/ui/kit/form";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { Select, TextField } from "~/ui/kit/fields/text-fields";
import { AuditPageQuery, aboutAsked, auditSearch } from "~/web/audit/audit-query";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { typedDays } from "~/web/forms/typed-days.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { actionWords, EVENT_SUBJECTS, streamParts, streamWords, whoWords } from "~/domain/audit/stream-words";

export const meta: MetaFunction = () => [{ title: pageTitle("Audit") }];

export const loader = centre.loader(
  { query: AuditPageQuery, roles: ["commercial_officer", "auditor"] },
  async ({ q, query, request }) => {
    const { days, state } = typedDays(request.url, ["from", "to"]);
    const { actor, text } = query;
    const filters = { ...aboutAsked(query), actor, text, ...days };
    // A filter that cannot be read shows nothing, and not what nobody asked for.
    if (hasErrors(state)) return { page: null, filters, state };
    const found = await searchAudit(q, auditSearch({ ...query, ...days })).page(placeIn(query));
    const checks = await verifyStreams(
      q,
      found.rows.map(({ stream }) => stream),
    );
    const nameOf = await changeNames(q, found.rows);
    const rows = found.rows.map(({ id, stream, before, after, ...event }) => {
      const check = checks.get(stream);
      const changes = changeRows(before, after, nameOf);
      return {
        ...event,
        id: String(id),
        stream,
        changes: changes.slice(0, MOST_CHANGES),
        moreChanges: Math.max(0, changes.length - MOST_CHANGES),
        intact: check?.intact ?? false,
        brokenAt: check?.brokenAt,
      };
    });
    return { page: shownPage(request.url, { ...found, rows }), filters, state };
  },
);

/** What a page shows of one event; the record has all of it. */
const MOST_CHANGES = 30;

const EVENTS = ["event", "events"] as const;

function queryText(query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams(given).toString();
}

export default function Audit() {
  const { page, state } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <ErrorSummary errors={state.errors} />
      <PageTitle lede="Who did what, and when. The events about one thing are sealed one upon the other: one that somebody changed, removed or slipped in afterwards shows.">
        Audit
      </PageTitle>
      <SearchForm />
      {page ? (
        <>
          {page.total > 0 ? <CountLine page={page} noun={EVENTS} order="the newest first" /> : null}
          <EventTable page={page} />
          <ListPages page={page} noun={EVENTS} />
        </>
      ) : null}
    </FullWidth>
  );
}

/** The explanation of an order's shares, for the events that fix them or draw on them. */
function sharesHref({ stream, action }: { stream: string; action: string }): string | null {
  const [, orderId] = /^order:([\w-]+)$/.exec(stream) ?? [];
  const about = /^(order\.(submitted|share-|accepted|milestone-confirmed|completed)|invoice\.)/.test(action);
  return orderId && about ? `/commercial/audit/orders/${orderId}` : null;
}

/** All events about the same thing. */
const aboutLink = ({ stream, aboutName }: { stream: string; aboutName: string | null }) => (
  <a href={`/commercial/audit?${queryText({ stream })}`}>{streamWords(stream, aboutName)}</a>
);

type Row = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["page"]>["rows"][number];

/** What an event changed: before and after, in words, and the record itself for whoever checks it. */
function Changes({ row }: { row: Row }) {
  return (
    <>
      {row.changes.length > 0 ? (
        // A table by its roles: it stands in a cell of the table of events, and a table within a table reads badly.
        <div className="dt-changes" role="table" aria-label={`What changed: ${row.summary}`}>
          <div role="row" className="dt-changes__row">
            {["What", "Before", "After"].map((heading) => (
              <b role="columnheader" key={heading}>
                {heading}
              </b>
            ))}
          </div>
          {row.changes.map(({ what, before, after }) => (
            <div role="row" className="dt-changes__row" key={what}>
              <b role="rowheader">{what}</b>
              <span role="cell">{before}</span>
              <span role="cell">{after}</span>
            </div>
          ))}
        </div>
      ) : (
        <p>Nothing was recorded beside the sentence itself.</p>
      )}
      <p>
        {row.moreChanges > 0 ? `The record has ${row.moreChanges.toLocaleString("en-GB")} more. ` : null}
        <a href={`/commercial/audit/events/${row.id}/record.json`}>
          Download the record (JSON)<span className="nhsuk-u-visually-hidden"> of {row.summary}</span>
        </a>
      </p>
    </>
  );
}

/** The events of this page, each with what was before and after it. */
function EventTable({
  page,
}: {
  page: NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["page"]>;
}) {
  const { filters } = useLoaderData<typeof loader>();
  return (
    <DataTable
      caption="Events, newest first"
      rows={page.rows}
      totalRows={page.total}
      rowKey={(row) => row.id}
      columns={[
        { key: "at", header: "When", cell: (row) => <MomentText at={row.at} /> },
        {
          key: "what",
          header: "What",
          rowHeader: true,
          cell: (row) => (
            <Details summary={row.summary}>
              <p className="nhsuk-body-s">
                Recorded as “{actionWords(row.action)}”, request {row.requestId ?? "none"}, seal{" "}
                {row.hash.slice(0, 16)}.
              </p>
              <Changes row={row} />
              {sharesHref(row) ? (
                <p>
                  <a href={sharesHref(row)!}>Why each payer pays what it pays</a>
                </p>
              ) : null}
            </Details>
          ),
        },
        {
          key: "who",
          header: "Who",
          cell: whoWords,
        },
        {
          key: "stream",
          header: "About",
          cell: aboutLink,
        },
        {
          key: "chain",
          header: "Seal",
          cell: (row) =>
            row.intact ? (
              <StatusTag status="valid" label="Intact" />
            ) : (
              <StatusTag status="failed" label={`Broken at event ${row.brokenAt}`} />
            ),
        },
      ]}
      downloads={spreadsheets(`/commercial/audit.csv?${queryText(filters)}`)}
      noun={EVENTS}
      empty={
        <EmptyState
          heading="Nothing was found"
          action={{ label: "Show all events", href: "/commercial/audit" }}
        >
          <p>Try fewer words, or other dates.</p>
        </EmptyState>
      }
    />
  );
}

const SUBJECTS = Object.entries(EVENT_SUBJECTS)
  .map(([value, label]) => ({ value, label }))
  .sort((a, b) => (a.label < b.label ? -1 : 1));

function SearchForm() {
  const { filters: query, state } = useLoaderData<typeof loader>();
  const linked = streamParts(query.stream ?? "");
  return (
    <form method="get" action="/commercial/audit" noValidate>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-one-third">
          <TextField name="text" label="What was done" value={query.text} />
          <TextField name="actor" label="Who did it" value={query.actor} />
        </div>
        <div className="nhsuk-grid-column-one-third">
          <Select
            name="kind"
            label="About"
            value={query.kind ?? linked.kind}
            emptyLabel="Anything"
            options={SUBJECTS}
          />
          <TextField
            name="code"
            label="Its number or code"
            hint="For example C010001-01"
            value={query.code ?? linked.code}
          />
        </div>
        <div className="nhsuk-grid-column-one-third">
          <DateField
            name="from"
            label="From"
            hint="For example 1 11 2026"
            error={state.errors["from"]}
            parts={typedDate(state, "from")}
          />
          <DateField
            name="to"
            label="To"
            hint="For example 30 11 2026"
            error={state.errors["to"]}
            parts={typedDate(state, "to")}
          />
        </div>
      </div>
      <SubmitButton variant="secondary">Search</SubmitButton>
    </form>
  );
}
