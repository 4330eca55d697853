import { withCode } from "~/domain/shared/organisation-words";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { contractRow, contractStatus, penceOf } from "~/domain/contracts/release-text";
import { releaseWords } from "~/domain/contracts/release-tags";
import { contractHistory } from "~/domain/contracts/release-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, MomentText, PeriodText } from "~/ui/kit/day";
import { Money } from "~/ui/kit/money";
import { Breadcrumbs, PageTitle, pageTitle } from "~/ui/kit/page";
import { Sections } from "~/ui/kit/sections";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { anyone } from "~/web/audience.server";

const Params = z.object({ ocid: z.string().max(100) });

export const meta = ({ data }: { data?: { row: { title: string } } }) => [
  { title: pageTitle(data?.row.title ?? "Contract") },
];

export const loader = anyone.loader({ params: Params }, async ({ q, params }) => {
  const history = await contractHistory(q, params.ocid);
  const [latest] = history;
  return {
    release: latest!.release,
    row: contractRow(latest!.release),
    history: history.map(({ release, publishedAt }) => ({ id: release.id, tags: release.tag, publishedAt })),
  };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Facts({ row }: Pick<Loaded, "row">) {
  return (
    <SummaryList
      rows={[
        { key: "buyer", label: "Buyer", value: withCode(row.buyer, row.buyerCode) },
        { key: "supplier", label: "Supplier", value: withCode(row.supplier, row.supplierCode) },
        { key: "framework", label: "Framework", value: row.framework },
        { key: "net", label: "Value", value: <Money amount={pence(row.netPence)} vat="excluding VAT" /> },
        {
          key: "gross",
          label: "Value with VAT",
          value: <Money amount={pence(row.grossPence)} vat="including VAT" />,
        },
        { key: "term", label: "Term", value: <PeriodText from={day(row.startDate)} to={day(row.endDate)} /> },
        { key: "signed", label: "Signed by both sides", value: <MomentText at={new Date(row.signedAt)} /> },
        {
          key: "status",
          label: "Status",
          value: (
            <StatusTag
              status={row.status === "active" ? "active" : "closed"}
              label={contractStatus(row.status)}
            />
          ),
        },
      ]}
    />
  );
}

function WhoPays({ release }: Pick<Loaded, "release">) {
  const { budget } = release.planning;
  return (
    <DataTable
      id="who-pays-table"
      caption="Who pays, by fund and financial year"
      captionHidden
      rows={budget.budgetBreakdown}
      rowKey={(line) => line.id}
      columns={[
        { key: "payer", header: "Payer", rowHeader: true, cell: (line) => line.sourceParty.name },
        { key: "from", header: "From", cell: (line) => line.description },
        {
          key: "amount",
          header: "Share, excluding VAT",
          numeric: true,
          cell: (line) => <Money amount={penceOf(line.amount.amount)} />,
        },
      ]}
      totals={[{ payer: "Total", amount: <Money amount={penceOf(budget.amount.amount)} /> }]}
    />
  );
}

function Items({ release }: Pick<Loaded, "release">) {
  return (
    <DataTable
      id="items-table"
      caption="What was bought, and for whom"
      captionHidden
      rows={release.contracts[0]!.items}
      rowKey={(item) => item.id}
      columns={[
        { key: "item", header: "Item and recipient", rowHeader: true, cell: (item) => item.description },
        {
          key: "quantity",
          header: "Quantity",
          numeric: true,
          cell: (item) => item.quantity.toLocaleString("en-GB"),
        },
        { key: "unit", header: "Unit", cell: (item) => item.unit.name },
      ]}
    />
  );
}

function Milestones({ release }: Pick<Loaded, "release">) {
  return (
    <DataTable
      id="milestones-table"
      caption="Milestones"
      captionHidden
      rows={release.contracts[0]!.milestones ?? []}
      rowKey={(milestone) => milestone.id}
      columns={[
        { key: "title", header: "Milestone", rowHeader: true, cell: (milestone) => milestone.title },
        {
          key: "due",
          header: "Due",
          cell: (milestone) => <DayText day={day(milestone.dueDate.slice(0, 10))} />,
        },
        { key: "status", header: "Status", cell: (milestone) => <StatusTag status={milestone.status} /> },
      ]}
    />
  );
}

function Payments({ release }: Pick<Loaded, "release">) {
  const transactions = release.contracts[0]!.implementation?.transactions ?? [];
  return (
    <DataTable
      id="payments-table"
      caption="Payments so far"
      captionHidden
      rows={transactions}
      rowKey={(payment) => payment.id}
      empty={<p>Nothing has been paid yet.</p>}
      columns={[
        { key: "id", header: "Invoice", rowHeader: true, cell: (payment) => payment.id },
        { key: "payer", header: "Paid by", cell: (payment) => payment.payer.name },
        {
          key: "date",
          header: "Paid on",
          cell: (payment) => <DayText day={day(payment.date.slice(0, 10))} />,
        },
        {
          key: "amount",
          header: "Amount, including VAT",
          numeric: true,
          cell: (payment) => <Money amount={penceOf(payment.value.amount)} />,
        },
      ]}
    />
  );
}

function History({ history }: Pick<Loaded, "history">) {
  return (
    <DataTable
      id="releases-table"
      caption="Releases of this contract"
      captionHidden
      rows={history}
      rowKey={(release) => release.id}
      columns={[
        {
          key: "id",
          header: "Release",
          rowHeader: true,
          cell: (release) => <a href={`/api/v1/ocds/releases/${release.id}`}>{release.id}</a>,
        },
        { key: "tags", header: "Says", cell: (release) => releaseWords(release.tags) },
        { key: "at", header: "Published", cell: (release) => <MomentText at={release.publishedAt} /> },
      ]}
    />
  );
}

export default function PublishedContract() {
  const { release, row, history } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Home", href: "/" },
          { label: "Contracts published", href: "/contracts" },
        ]}
      />
      <PageTitle caption={row.ocid}>{row.title}</PageTitle>
      <Facts row={row} />
      <Sections
        sections={[
          { id: "who-pays", label: "Who pays", content: <WhoPays release={release} /> },
          { id: "items", label: "What was bought", content: <Items release={release} /> },
          { id: "milestones", label: "Milestones", content: <Milestones release={release} /> },
          { id: "payments", label: "Payments", content: <Payments release={release} /> },
          { id: "releases", label: "Open data", content: <History history={history} /> },
        ]}
      />
    </>
  );
}
