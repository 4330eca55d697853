import { useLoaderData } from "@remix-run/react";
import { waiversList, type WaiverRow } from "~/domain/certification/waiver-views.server";
import { DataTable, type Column } from "~/ui/kit/data-table";
import { DayText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/empty-state";
import { ButtonLink } from "~/ui/kit/form";
import { FullWidth, NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { z } from "zod";
import { spreadsheets } from "~/ui/kit/downloads";

export const meta = () => [{ title: pageTitle("Waivers") }];

export const loader = centre.loader(
  { query: z.object({ done: z.string().optional() }) },
  async ({ q, actor, query, today }) => {
    const rows = await waiversList(q, { on: today });
    return {
      open: rows.filter((row) => row.state !== "ended"),
      ended: rows.filter((row) => row.state === "ended"),
      mayGrant: actor.roles.includes("commercial_officer"),
      granted: query.done === "granted",
    };
  },
);

const columns: Column<WaiverRow>[] = [
  {
    key: "solution",
    header: "Solution",
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
    cell: (row) => <a href={`/standards/${row.standardId}`}>{row.standardTitle}</a>,
  },
  { key: "buyer", header: "For", cell: (row) => row.buyerName ?? "Every buyer" },
  { key: "from", header: "From", cell: (row) => <DayText day={row.validFrom} /> },
  { key: "to", header: "Last day", cell: (row) => <DayText day={row.validTo} /> },
  { key: "reason", header: "Reason", cell: (row) => row.reason },
  { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
];

export default function Waivers() {
  const { open, ended, mayGrant, granted } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      {granted ? <NotificationBanner heading="The waiver was granted" success /> : null}
      <PageTitle lede="Exceptions from one standard, for one solution, for less than a year. While one holds, the solution can be bought with conditions.">
        Waivers
      </PageTitle>
      {mayGrant ? <ButtonLink href="/commercial/waivers/new">Grant a waiver</ButtonLink> : null}
      <DataTable
        id="open"
        caption="In force and coming"
        rows={open}
        rowKey={(row) => row.id}
        noun={["waiver", "waivers"]}
        totalRows={open.length + ended.length}
        downloads={spreadsheets("/commercial/waivers.csv")}
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
