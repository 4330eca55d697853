import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { MechanismResult } from "~/domain/frameworks/mechanism";
import type { RouteAnswer } from "~/domain/frameworks/route";
import { awardDirect } from "~/domain/shortlists/award-direct.server";
import { ownShare } from "~/domain/shortlists/comparison";
import { awardOf, shortlistView } from "~/domain/shortlists/shortlist-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { ButtonLink, ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { Money } from "~/ui/kit/money";
import { BackLink, PageTitle, ReadingColumn, pageTitle } from "~/ui/kit/page";
import { CheaperButRemoved, MechanismTable, RouteAnswers } from "~/ui/frameworks/route-answers";
import { Sections } from "~/ui/kit/sections";
import { OWN_COST } from "~/ui/shortlists/shortlist-rows";
import { InTheWay, NeedSummary } from "~/ui/shortlists/shortlist-page";
import { SummaryList } from "~/ui/kit/summary-list";
import { buyer } from "~/web/audience.server";
import { mayShortlist } from "~/web/shortlists/may-shortlist";
import { shownComparison } from "~/web/shortlists/shortlist-comparison.server";
import { shownRoute } from "~/web/shortlists/shortlist-route.server";
import { ShortlistParams } from "~/web/shortlists/shortlist-forms";

export const meta = () => [{ title: pageTitle("Award") }];

export const loader = buyer.loader({ params: ShortlistParams }, async ({ q, params, actor, today }) => {
  const input = { id: params.id, actor, today };
  const shortlist = await shortlistView(q, input);
  const made = await awardOf(q, params.id);
  const { comparison } = await shownComparison(q, input);
  const solutions = comparison.solutions.map((each) => ({
    id: each.solutionId,
    name: each.name,
    net: each.total.net,
    ownShare: ownShare(each, actor.organisationCode),
    ownCost: each.total.ownCost,
    chosen: each.chosen,
    reason: each.exclusionReason,
    version: each.lockedListingVersion,
  }));
  if (made) {
    const evidence = {
      estimatedValue: made.award.estimatedValue,
      routes: made.award.routeCheck as RouteAnswer[],
      mechanism: made.award.mechanism as MechanismResult | { text: string },
    };
    return { shortlist, solutions, evidence, ahead: null, mayAct: false };
  }
  const { decision, mayAward, chosen, inTheWay } = await shownRoute(q, input);
  if (!mayAward && inTheWay.length === 0) throw redirect(`/buying/shortlists/${params.id}/route`);
  const ahead = {
    valueIncVat: decision.valueIncVat,
    chosen: chosen!,
    inTheWay,
    mechanism: decision.mechanism,
  };
  return { shortlist, solutions, evidence: null, ahead, mayAct: mayShortlist(actor) };
});

export const action = buyer.action(
  { params: ShortlistParams, roles: ["procurement_lead"] },
  async ({ tx, params, actor, now, today }) => {
    const { orderId } = await awardDirect(tx, { id: params.id, actor, at: now, today });
    return redirect(`/buying/orders/${orderId}?done=awarded`);
  },
);

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Reasons({ solutions }: Pick<Loaded, "solutions">) {
  return (
    <DataTable
      id="reasons"
      caption="Solutions considered"
      captionHidden
      rows={solutions}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "name",
          header: "Solution",
          rowHeader: true,
          cell: (row) => (
            <a href={row.version ? `/solutions/${row.id}/versions/${row.version}` : `/solutions/${row.id}`}>
              {row.name}
            </a>
          ),
        },
        {
          key: "net",
          header: "Over the term, excluding VAT",
          numeric: true,
          cell: (row) => <Money amount={row.net} />,
        },
        {
          key: "own-share",
          header: "Your own share, excluding VAT",
          numeric: true,
          cell: (row) => <Money amount={row.ownShare} />,
        },
        {
          key: "own",
          header: `Your own ${OWN_COST}`,
          numeric: true,
          cell: (row) => <Money amount={row.ownCost} />,
        },
        {
          key: "outcome",
          header: "Outcome",
          cell: (row) => (row.chosen ? "Chosen" : `Not chosen: ${row.reason}`),
        },
      ]}
    />
  );
}

function Ahead({ data, ahead }: { data: Loaded; ahead: NonNullable<Loaded["ahead"]> }) {
  const { shortlist, mayAct } = data;
  const base = `/buying/shortlists/${shortlist.id}`;
  return (
    <>
      <ReadingColumn>
        <PageTitle caption={`${shortlist.name} (${shortlist.id})`}>Check before you award</PageTitle>
        {ahead.inTheWay.length > 0 ? <InTheWay reasons={ahead.inTheWay} /> : null}
        <SummaryList
          rows={[
            { key: "to", label: "Award to", value: `${ahead.chosen.name}, ${ahead.chosen.supplierName}` },
            { key: "route", label: "Route", value: "Direct award under the framework" },
            {
              key: "value",
              label: "Value over the term",
              value: <Money amount={ahead.valueIncVat} vat="including VAT" />,
            },
            {
              key: "why",
              label: "Why this one",
              value: ahead.mechanism?.winner?.text ?? "The lot has a single active supplier.",
            },
          ]}
        />
        {ahead.mechanism ? <CheaperButRemoved mechanism={ahead.mechanism} /> : null}
      </ReadingColumn>
      <Reasons solutions={data.solutions} />
      <ReadingColumn>
        <NeedSummary shortlist={shortlist} mayChange={false} />
        <h2>What happens next</h2>
        <p>
          The award is recorded once, with the routes, the ranking and your reasons as evidence, and cannot be
          undone. An order opens for you to complete. Nothing is bought until every payer has approved it and
          both sides have signed.
        </p>
        {mayAct && ahead.inTheWay.length === 0 ? (
          <Form>
            <SubmitButton>Award and open the order</SubmitButton>
          </Form>
        ) : (
          <p>
            <a href={`${base}/route`}>Back to the routes</a>
          </p>
        )}
      </ReadingColumn>
    </>
  );
}

function Made({ data, evidence }: { data: Loaded; evidence: NonNullable<Loaded["evidence"]> }) {
  const { shortlist } = data;
  const award = shortlist.award!;
  return (
    <>
      <PageTitle caption={`${shortlist.name} (${shortlist.id})`}>Award to {award.solutionName}</PageTitle>
      <SummaryList
        rows={[
          {
            key: "made",
            label: "Awarded",
            value: (
              <>
                <MomentText at={award.awardedAt} /> by {award.awardedBy}, {shortlist.organisationName}
              </>
            ),
          },
          { key: "route", label: "Route", value: "Direct award under the framework" },
          { key: "lot", label: "Lot", value: `${shortlist.frameworkName}: ${shortlist.lotName}` },
          {
            key: "value",
            label: "Estimated value",
            value: <Money amount={evidence.estimatedValue} vat="including VAT, over the whole term" />,
          },
          {
            key: "order",
            label: "Order",
            value: award.orderId ? <a href={`/buying/orders/${award.orderId}`}>{award.orderId}</a> : "None",
          },
        ]}
      />
      {award.orderId ? (
        <ButtonLink href={`/buying/orders/${award.orderId}`}>Go to the order</ButtonLink>
      ) : null}
      <Sections
        sections={[
          { id: "considered", label: "What was considered", content: <Reasons solutions={data.solutions} /> },
          {
            id: "mechanism",
            label: "How the supplier was named",
            content:
              "ranking" in evidence.mechanism ? (
                <MechanismTable mechanism={evidence.mechanism} />
              ) : (
                <p>{evidence.mechanism.text}</p>
              ),
          },
          {
            id: "routes",
            label: "Which routes were open",
            content: <RouteAnswers routes={evidence.routes} competition="awarded" level={3} />,
          },
        ]}
      />
    </>
  );
}

export default function ShortlistAward() {
  const data = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <BackLink href={`/buying/shortlists/${data.shortlist.id}`}>Back to the shortlist</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      {data.ahead ? <Ahead data={data} ahead={data.ahead} /> : null}
      {data.evidence ? <Made data={data} evidence={data.evidence} /> : null}
    </>
  );
}
