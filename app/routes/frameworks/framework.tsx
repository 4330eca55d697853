import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { frameworkView } from "~/domain/frameworks/framework-views.server";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { WarningCallout } from "~/ui/kit/callouts";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, PeriodText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Money } from "~/ui/kit/money";
import { Breadcrumbs, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { StackedBars } from "~/ui/charts/stacked-bars";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { anyone } from "~/web/audience.server";

const Params = z.object({ id: z.string().max(200) });

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.framework.name ?? "Framework") },
];

export const loader = anyone.loader({ params: Params }, ({ q, params, today }) =>
  frameworkView(q, { id: params.id, on: today }),
);

export default function Framework() {
  const { framework, termProblem } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Home", href: "/" },
          { label: "Frameworks", href: "/frameworks" },
        ]}
      />
      <ReadingColumn>
        <PageTitle caption={framework.shortName} lede={framework.summary || undefined}>
          {framework.name}
        </PageTitle>
        {termProblem ? (
          <WarningCallout heading="About its term">
            <p>{termProblem}</p>
          </WarningCallout>
        ) : null}
        <Facts />
      </ReadingColumn>
      <Lots />
      <Ceiling />
    </>
  );
}

function Facts() {
  const { framework } = useLoaderData<typeof loader>();
  const percent = `${(framework.feeBasisPoints / 100).toFixed(2).replace(/\.?0+$/, "")}%`;
  return (
    <SummaryList
      rows={[
        { key: "state", label: "State", value: <StatusTag status={framework.state} /> },
        { key: "owner", label: "Owner", value: framework.ownerName },
        {
          key: "term",
          label: "Term",
          value: <PeriodText from={framework.startsOn} to={framework.endsOn} />,
        },
        {
          key: "kind",
          label: "Kind",
          value: framework.isOpenFramework ? "Open framework" : "Closed framework",
        },
        {
          key: "fee",
          label: "Fee to suppliers",
          value:
            framework.feeBasisPoints === 0
              ? "None"
              : `${percent} of the call-off’s value, fixed (Procurement Act 2023 s.45(7))`,
        },
        {
          key: "accredited",
          label: "Accredited",
          value: framework.accreditedUntil ? (
            <>
              until <DayText day={framework.accreditedUntil} />
            </>
          ) : (
            "No accreditation on record"
          ),
        },
      ]}
    />
  );
}

function Lots() {
  const { framework, lots } = useLoaderData<typeof loader>();
  const limit = (amount: Pence | null) => (amount === null ? "No limit" : <Money amount={amount} whole />);
  return (
    <DataTable
      caption="Lots"
      rows={lots}
      rowKey={(row) => row.id}
      columns={[
        { key: "number", header: "Lot", cell: (row) => row.number },
        {
          key: "name",
          header: "Name",
          rowHeader: true,
          cell: (row) => <a href={`/frameworks/${framework.id}/lots/${row.id}`}>{row.name}</a>,
        },
        { key: "suppliers", header: "Active suppliers", numeric: true, cell: (row) => row.suppliers },
        { key: "solutions", header: "Solutions", numeric: true, cell: (row) => row.solutions },
        {
          key: "direct",
          header: "Direct award up to, including VAT",
          numeric: true,
          cell: (row) => (row.directAwardMechanism ? limit(row.directAwardLimit) : "Not allowed"),
        },
        {
          key: "competition",
          header: "Competition up to, including VAT",
          numeric: true,
          cell: (row) => limit(row.competitionLimit),
        },
      ]}
      empty={
        <EmptyState heading="No lots yet">
          <p>The parts of the framework would be here. A commercial officer adds them.</p>
        </EmptyState>
      }
    />
  );
}

function Ceiling() {
  const { framework, used, usedPercent, limits } = useLoaderData<typeof loader>();
  if (framework.ceiling === null) {
    return (
      <p>
        Call-offs so far come to <Money amount={used} vat="including VAT" />. No ceiling is stated.
      </p>
    );
  }
  const left = (framework.ceiling > used ? framework.ceiling - used : 0n) as Pence;
  return (
    <StackedBars
      level={2}
      title={`${usedPercent}% of the ceiling of ${formatPence(framework.ceiling, { whole: true })} is used`}
      tableCaption="Use of the ceiling, including VAT"
      rowHeader="Framework"
      series={[
        { key: "used", label: "Used" },
        { key: "left", label: "Left", remainder: true },
      ]}
      bars={[{ key: framework.id, label: framework.name, amounts: { used, left } }]}
    >
      <p className="nhsuk-body-s">
        {limits
          ? `The centre is warned at ${limits.warnPercent}%, and call-offs over ${limits.refusePercent}% are refused (${limits.reference}).`
          : "No rule on ceilings (PA-09) is on record for today, so call-offs are refused until it is."}
      </p>
    </StackedBars>
  );
}
