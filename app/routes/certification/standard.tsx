import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  APPLIES_TO_WORDS,
  categoryText,
  endText,
  untilText,
  validityText,
} from "~/domain/certification/standard-text";
import { standardView } from "~/domain/certification/standard-views.server";
import { pageOfRows } from "~/domain/shared/rows-page";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, PeriodText } from "~/ui/kit/day";
import { Inset } from "~/ui/kit/callouts";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { placeFields, placeIn, shownPage } from "~/web/lists/list-page";
import { Breadcrumbs, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { Sections } from "~/ui/kit/sections";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { Timeline } from "~/ui/kit/timeline";
import { standardHistory } from "~/domain/standards/draft-views.server";
import { DifferencesTable } from "~/ui/standards/draft-facts";
import { anyone } from "~/web/audience.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";

const Params = z.object({ id: z.string().max(200) });
const LIST = "certificates";
const Query = z.object(placeFields(LIST));
const NOUN = ["certificate", "certificates"] as const;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.standard.title ?? "Standard") },
];

export const loader = anyone.loader(
  { params: Params, query: Query },
  async ({ q, actor, params, query, request, today }) => {
    const { certificates, ...view } = await standardView(q, { id: params.id, on: today });
    const page = pageOfRows(certificates, (row) => row.number, placeIn(query, LIST));
    return {
      ...view,
      certificates: shownPage(request.url, page, LIST),
      history: await standardHistory(q, params.id),
      end: endText(view.lastDay, today),
      ended: view.lastDay !== null && view.lastDay < today,
      officer: actor?.roles.includes("commercial_officer") ?? false,
    };
  },
);

export default function Standard() {
  const { standard, officer, history, end, ended } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Home", href: "/" },
          { label: "Standards", href: "/standards" },
        ]}
      />
      <ReadingColumn>
        <PageTitle caption={categoryText(standard.category)} lede={standard.summary}>
          {standard.title}
        </PageTitle>
        {end ? <Inset>{end}</Inset> : null}
        <Facts />
        {officer && !ended ? (
          <p>
            <a href={`/commercial/standards/new?standard=${standard.id}`}>Draft a new version</a>
          </p>
        ) : null}
      </ReadingColumn>
      <Sections
        sections={[
          { id: "versions", label: "Versions and evidence", content: <Versions /> },
          { id: "mandatory", label: "Where it is mandatory", content: <Bindings /> },
          { id: "changes", label: "What changes, and when", content: <Changes /> },
          ...(history.length > 0
            ? [{ id: "history", label: "What each version changed", content: <History /> }]
            : []),
          { id: "certificates", label: "Who meets it", content: <Certificates /> },
        ]}
      />
    </>
  );
}

function Facts() {
  const { standard } = useLoaderData<typeof loader>();
  const rows = [
    { key: "owner", label: "Owner", value: standard.ownerName },
    { key: "certifier", label: "Who certifies", value: standard.certifier },
    { key: "applies", label: "Applies to", value: APPLIES_TO_WORDS[standard.appliesTo] },
    { key: "settings", label: "Care settings", value: standard.careSettings.join(", ") || "All" },
    { key: "law", label: "Legal reference", value: standard.legalReference },
    {
      key: "url",
      label: "Documents",
      value: standard.url ? (
        <a href={standard.url} rel="noreferrer">
          The owner’s own page
        </a>
      ) : null,
    },
  ];
  return <SummaryList rows={rows.filter((row) => row.value !== null)} />;
}

function Versions() {
  const { versions } = useLoaderData<typeof loader>();
  if (versions.length === 0) {
    return (
      <EmptyState heading="No version yet" level={3}>
        <p>Nothing has to be met before the first version is in force.</p>
      </EmptyState>
    );
  }
  return versions.map((version) => (
    <SummaryList
      key={version.id}
      heading={`Version ${version.version}`}
      headingLevel={3}
      rows={[
        {
          key: "state",
          label: "State",
          value: <StatusTag status={version.inForce ? "in force" : "not in force"} />,
        },
        {
          key: "period",
          label: "In force",
          value: <PeriodText from={version.effectiveFrom} to={version.retiredOn} />,
        },
        {
          key: "comply",
          label: "To be met by",
          value: version.complyBy ? <DayText day={version.complyBy} /> : "No date set",
        },
        { key: "validity", label: "A certificate lasts", value: validityText(version.validityMonths) },
        {
          key: "meets",
          label: "Certificates that count today",
          value: version.meets.toLocaleString("en-GB"),
        },
        {
          key: "evidence",
          label: "Evidence",
          value:
            version.evidence.length === 0 ? (
              "None stated"
            ) : (
              <ul className="nhsuk-list nhsuk-list--bullet nhsuk-u-margin-bottom-0">
                {version.evidence.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  ));
}

function Bindings() {
  const { bindings, standard, ended } = useLoaderData<typeof loader>();
  return (
    <DataTable
      caption="Where it is mandatory"
      captionHidden
      id="bindings"
      rows={ended ? [] : bindings}
      rowKey={(row) => row.id}
      columns={[
        { key: "text", header: "For", rowHeader: true, cell: (row) => row.text },
        { key: "when", header: "When", cell: (row) => <PeriodText from={row.validFrom} to={row.validTo} /> },
      ]}
      empty={
        <EmptyState heading="Mandatory nowhere" level={3}>
          <p>
            {ended
              ? `${standard.title} has ended, and nobody requires it.`
              : `${standard.title} is recommended. No lot, capability, care setting or buyer requires it.`}
          </p>
        </EmptyState>
      }
    />
  );
}

function Changes() {
  const { changes, ended } = useLoaderData<typeof loader>();
  if (changes.length === 0)
    return <p>{ended ? "Nothing changes any more: it has ended." : "No change is announced."}</p>;
  return (
    <Timeline
      entries={changes.map((change) => ({
        key: `${change.on} ${change.text}`,
        title: change.text,
        when: <DayText day={change.on} />,
        future: true,
      }))}
    />
  );
}

/** What was published here, newest first: the officer's own words, and the difference part by part. */
function History() {
  const { history } = useLoaderData<typeof loader>();
  return history.map((one) => (
    <section key={one.id} aria-labelledby={`${one.id}-heading`}>
      <h3 id={`${one.id}-heading`}>
        {one.kind === "retirement" ? "The end of the standard" : `Version ${one.version}`}
      </h3>
      <p>
        {one.published ? "Published on" : "In force from"} <DayText day={one.on} />. {one.whatChanged}
      </p>
      {one.differences.length > 0 ? (
        <DifferencesTable
          id={`${one.id}-differences`}
          differences={one.differences}
          caption={`What version ${one.version} changed`}
          captionHidden
        />
      ) : null}
    </section>
  ));
}

function Certificates() {
  const { certificates, meets, standard, ended } = useLoaderData<typeof loader>();
  return (
    <>
      {certificates.total > 0 ? (
        <CountLine page={certificates} noun={NOUN} order="those that count first" />
      ) : null}
      <DataTable
        caption={
          ended
            ? `${certificates.total} certificates were given`
            : `${meets} of ${certificates.total} certificates count today`
        }
        captionSize="s"
        id="certificates-table"
        stickyHead
        rows={certificates.rows}
        totalRows={certificates.total}
        rowKey={(row) => row.number}
        noun={NOUN}
        downloads={[
          ...spreadsheets(`/standards/${standard.id}/certificates.csv`),
          { label: "JSON", href: `/standards/${standard.id}/certificates.json` },
        ]}
        columns={[
          {
            key: "holder",
            header: "Held by",
            rowHeader: true,
            cell: (row) =>
              row.solutionId ? (
                <a href={`/solutions/${row.solutionId}`}>{row.solutionName}</a>
              ) : (
                row.supplierName
              ),
          },
          {
            key: "supplier",
            header: "Supplier",
            cell: (row) => <a href={`/suppliers/${row.supplierId}`}>{row.supplierName}</a>,
          },
          { key: "version", header: "Version", cell: (row) => row.version },
          { key: "status", header: "Status", cell: (row) => <StatusTag status={row.word} /> },
          { key: "until", header: "Last day", cell: (row) => untilText(row.lastDay) },
          {
            key: "number",
            header: "Certificate",
            cell: (row) => <a href={`/certificates/${row.number}`}>{row.number}</a>,
          },
        ]}
        empty={
          <EmptyState heading="No certificate yet" level={3}>
            <p>Certificates appear here once an assessor has approved a supplier’s claim.</p>
          </EmptyState>
        }
      />
      <ListPages page={certificates} noun={NOUN} />
    </>
  );
}
