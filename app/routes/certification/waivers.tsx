import { useLoaderData } from "@remix-run/react";
import { waiversList, type WaiverRow } from "~/domain/certification/waivers/waiver-views.server";
import { namesOf, proposalsWaiting } from "~/domain/proposals/proposal-views.server";
import { proposalTitle } from "~/ui/proposals/proposal-facts";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink } from "~/ui/kit/form";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { sortWords } from "~/domain/shared/sorting";
import { buyerWords, sortedWaivers, WAIVER_SORTS, WaiversQuery } from "~/web/certification/waivers-query";
import { sortLinks, written, type SortLinks } from "~/web/lists/list-sort";

export const meta = () => [{ title: pageTitle("Waivers") }];

export const loader = centre.loader({ query: WaiversQuery }, async ({ q, actor, query, request, today }) => {
  const rows = sortedWaivers(await waiversList(q, { on: today }), query.sort);
  const waiting = await proposalsWaiting(q, { kind: "waiver" });
  return {
    waiting: await Promise.all(waiting.map(async (row) => ({ ...row, names: await namesOf(q, row.wish) }))),
    open: rows.filter((row) => row.state !== "ended"),
    ended: rows.filter((row) => row.state === "ended"),
    order: sortWords(WAIVER_SORTS, query.sort),
    file: `?sort=${written(query.sort)}`,
    headings: sortLinks(request.url, WAIVER_SORTS, query.sort),
    mayGrant: actor.roles.includes("commercial_officer"),
  };
});

const columnsOf = (headings: SortLinks<keyof typeof WAIVER_SORTS>): Column<WaiverRow>[] => [
  {
    key: "solution",
    header: "Solution",
    sort: headings.solution,
    rowHeader: true,
    cell: (row) => (
      <>
        <a href={`/solutions/${row.solutionId}`}>{row.solutionName}</a>, {row.supplierName}
      </>
    ),
  },
  {
    key: "standard",
    header: "Standard",
    sort: headings.standard,
    cell: (row) => <a href={`/standards/${row.standardId}`}>{row.standardTitle}</a>,
  },
  { key: "buyer", header: "For", sort: headings.buyer, cell: buyerWords },
  { key: "from", header: "From", sort: headings.from, cell: (row) => <DayText day={row.validFrom} /> },
  { key: "to", header: "Last day", sort: headings.to, cell: (row) => <DayText day={row.validTo} /> },
  { key: "reason", header: "Reason", cell: (row) => row.reason },
  { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
];

export default function Waivers() {
  const { open, ended, order, headings, file, mayGrant, waiting } = useLoaderData<typeof loader>();
  const columns = columnsOf(headings);
  return (
    <FullWidth>
      <PageTitle lede="Exceptions from one standard, for one solution, for less than a year. While one holds, the solution can be bought with conditions.">
        Waivers
      </PageTitle>
      {mayGrant ? <ButtonLink href="/commercial/waivers/new">Propose a waiver</ButtonLink> : null}
      {waiting.length > 0 ? (
        <>
          <h2>Waiting for a second officer</h2>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {waiting.map((row) => (
              <li key={row.id}>
                <a href={`/commercial/proposals/${row.id}`}>{proposalTitle(row)}</a>, {row.reference},
                proposed by {row.proposedByName}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {open.length + ended.length > 1 ? <p className="dt-count">{`Waivers, ${order}.`}</p> : null}
      <DataTable
        id="open"
        caption="In force and coming"
        rows={open}
        rowKey={(row) => row.id}
        noun={["waiver", "waivers"]}
        totalRows={open.length + ended.length}
        downloads={spreadsheets(`/commercial/waivers.csv${file}`)}
        columns={columns}
        empty={
          <EmptyState heading="No waiver is in force">
            <p>A waiver that a commercial officer grants stands here until the day after its last day.</p>
          </EmptyState>
        }
      />
      <DataTable
        id="ended"
        caption="Ended"
        rows={ended}
        rowKey={(row) => row.id}
        columns={columns}
        empty={
          <EmptyState heading="No waiver has ended">
            <p>Waivers stay on record here after their last day.</p>
          </EmptyState>
        }
      />
    </FullWidth>
  );
}
