import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { searchAudit, verifyStreams } from "~/domain/audit/audit-views.server";
import { DataTable } from "~/ui/kit/data-table";
import { MomentText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { EmptyState } from "~/ui/kit/empty-state";
import { DateField, typedDate } from "~/ui/kit/date-field";
import { ErrorSummary, hasErrors, SubmitButton } from "~/ui/kit/form";
import { CountLine, ListPages } from "~/ui/kit/list-page";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { Select, TextField } from "~/ui/kit/text-fields";
import { AuditPageQuery, auditSearch, streamAsked } from "~/web/audit/audit-query";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { typedDays } from "~/web/forms/typed-days.server";
import { spreadsheets } from "~/ui/kit/downloads";
import { actionWords, STREAM_KINDS, streamParts, streamWords } from "~/domain/audit/stream-words";

export const meta: MetaFunction = () => [{ title: pageTitle("Audit") }];

export const loader = centre.loader(
  { query: AuditPageQuery, roles: ["commercial_officer", "auditor"] },
  async ({ q, query, request }) => {
    const { days, state } = typedDays(request.url, ["from", "to"]);
    const { actor, text } = query;
    const filters = { stream: streamAsked(query), actor, text, ...days };
    // A filter that cannot be read shows nothing, and not what nobody asked for.
    if (hasErrors(state)) return { page: null, filters, state };
    const found = await searchAudit(q, auditSearch({ ...query, ...days })).page(placeIn(query));
    const checks = await verifyStreams(
      q,
      found.rows.map(({ stream }) => stream),
    );
    const rows = found.rows.map(({ id, stream, before, after, ...event }) => {
      const check = checks.get(stream);
      const change = JSON.stringify({ before, after }, null, 2);
      return {
        ...event,
        id: String(id),
        stream,
        change,
        intact: check?.intact ?? false,
        brokenAt: check?.brokenAt,
      };
    });
    return { page: shownPage(request.url, { ...found, rows }), filters, state };
  },
);

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
                {row.hash.slice(0, 16)}. Sums below are in pence.
              </p>
              <pre className="dt-reference">{row.change}</pre>
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
          cell: (row) => `${row.actorName}${row.organisationCode ? ` (${row.organisationCode})` : ""}`,
        },
        {
          key: "stream",
          header: "About",
          cell: (row) => (
            <a href={`/commercial/audit?${queryText({ stream: row.stream })}`}>{streamWords(row.stream)}</a>
          ),
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

function SearchForm() {
  const { filters: query, state } = useLoaderData<typeof loader>();
  const { kind, code } = streamParts(query.stream ?? "");
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
            value={kind}
            emptyLabel="Anything"
            options={Object.entries(STREAM_KINDS).map(([value, label]) => ({ value, label }))}
          />
          <TextField name="code" label="Its number or code" hint="For example C010001-01" value={code} />
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
