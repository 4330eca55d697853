import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { lotView } from "~/domain/frameworks/framework-views.server";
import { isMechanism, MECHANISMS, TIE_BREAK } from "~/domain/frameworks/mechanism";
import { termWords } from "~/domain/frameworks/term";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { capitalised } from "~/domain/shared/sentence";
import { kindLabel } from "~/domain/organisations/organisation";
import { CompetitionSteps } from "~/ui/frameworks/competition-steps";
import { DataTable } from "~/ui/kit/lists/data-table";
import { Details } from "~/ui/kit/details";
import { DayText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Breadcrumbs, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { anyone } from "~/web/audience.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";

const Params = z.object({ id: z.string().max(200), lot: z.string().max(200) });

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Lot ${data.lot.number}, ${data.lot.name}` : "Lot") },
];

export const loader = anyone.loader({ params: Params }, ({ q, params, today }) =>
  lotView(q, { frameworkId: params.id, lotId: params.lot, on: today }),
);

const limit = (amount: Pence | null) =>
  amount === null ? "No limit stated" : `Up to ${formatPence(amount, { whole: true })} including VAT`;

export default function Lot() {
  const { framework, lot } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Home", href: "/" },
          { label: "Frameworks", href: "/frameworks" },
          { label: framework.name, href: `/frameworks/${framework.id}` },
        ]}
      />
      <ReadingColumn>
        <PageTitle caption={`${framework.name}, lot ${lot.number}`} lede={lot.scope}>
          {lot.name}
        </PageTitle>
        <Facts />
        <p>
          <a href={`/solutions?lot=${lot.id}`}>Search the solutions of this lot</a>
        </p>
      </ReadingColumn>
      <Suppliers />
    </>
  );
}

function Facts() {
  const { framework, lot } = useLoaderData<typeof loader>();
  const mechanism = lot.directAwardMechanism;
  return (
    <SummaryList
      rows={[
        { key: "state", label: "Framework", value: <StatusTag status={framework.state} /> },
        {
          key: "direct",
          label: "Direct award",
          value: isMechanism(mechanism) ? (
            <>
              <p>{limit(lot.directAwardLimit)}.</p>
              <p>
                It goes to: {MECHANISMS[mechanism]} Ties are broken by: {TIE_BREAK}
              </p>
            </>
          ) : (
            "Not allowed: the framework states no objective mechanism, so suppliers compete (Procurement Act 2023 s.45(3) to (4))"
          ),
        },
        {
          key: "competition",
          label: "Further competition",
          value: (
            <>
              <p>{limit(lot.competitionLimit)}.</p>
              <Details summary="How to hold one">
                <CompetitionSteps compareHref={null} suppliersHref="#suppliers" />
              </Details>
            </>
          ),
        },
        {
          key: "value",
          label: "Value of an order",
          value:
            lot.minimumValue === null
              ? limit(lot.maximumValue)
              : `From ${formatPence(lot.minimumValue, { whole: true })}. ${limit(lot.maximumValue)}`,
        },
        { key: "term", label: "Term of an order", value: capitalised(termWords(lot)) },
        {
          key: "buyers",
          label: "Who may buy",
          value: lot.eligibleBuyerKinds.map((kind) => kindLabel(kind, true)).join(", "),
        },
      ]}
    />
  );
}

function Suppliers() {
  const { framework, lot, suppliers } = useLoaderData<typeof loader>();
  const files = `/frameworks/${framework.id}/lots/${lot.id}/suppliers`;
  return (
    <DataTable
      id="suppliers"
      caption="Suppliers"
      rows={suppliers}
      rowKey={(row) => row.id}
      noun={["supplier", "suppliers"]}
      downloads={[...spreadsheets(`${files}.csv`), { label: "JSON", href: `${files}.json` }]}
      columns={[
        {
          key: "name",
          header: "Supplier",
          rowHeader: true,
          cell: (row) => <a href={`/suppliers/${row.id}`}>{row.name}</a>,
        },
        {
          key: "status",
          header: "Status today",
          cell: (row) => (
            <>
              <StatusTag status={row.status} /> {row.reason}
            </>
          ),
        },
        { key: "from", header: "Since", cell: (row) => <DayText day={row.validFrom} /> },
        {
          key: "solutions",
          header: "Solutions in this lot",
          cell: (row) =>
            row.solutions.length === 0 ? (
              "None published"
            ) : (
              <ul className="nhsuk-list nhsuk-u-margin-bottom-0">
                {row.solutions.map((item) => (
                  <li key={item.id}>
                    <a href={`/solutions/${item.id}`}>{item.name}</a>
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
      empty={
        <EmptyState heading="No suppliers yet">
          <p>Suppliers appear here once they are admitted to the lot with a solution.</p>
        </EmptyState>
      }
    />
  );
}
