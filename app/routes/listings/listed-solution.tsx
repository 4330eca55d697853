import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { statusActionsOf } from "~/domain/listings/status/listing-status";
import {
  listedSolution,
  type ListedSolutionView,
} from "~/domain/listings/status/listing-status-views.server";
import { DayText, MomentText } from "~/ui/kit/day";
import { ButtonGroup, ButtonLink } from "~/ui/kit/form";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { Timeline } from "~/ui/kit/timeline";
import { centre } from "~/web/audience.server";
import { DoneQuery } from "~/web/listings/listing-forms";

const Params = z.object({ id: z.string().min(1).max(60) });
const LABELS = { suspend: "Suspend", reinstate: "Reinstate", withdraw: "Withdraw" } as const;
const DONE: Record<string, string> = {
  suspend: "It is suspended",
  reinstate: "It is reinstated",
  withdraw: "It is withdrawn",
};

export const meta = ({ data }: { data?: { solution: ListedSolutionView } }) => [
  { title: pageTitle(data?.solution.name ?? "Solution") },
];

export const loader = centre.loader(
  { params: Params, query: DoneQuery },
  async ({ q, params, query, actor }) => {
    const solution = await listedSolution(q, params.id);
    return {
      solution,
      actions: actor.roles.includes("commercial_officer") ? statusActionsOf(solution.state) : [],
      done: DONE[query.done ?? ""] ?? null,
    };
  },
);

export default function ListedSolution() {
  const { solution, actions, done } = useLoaderData<typeof loader>();
  const { id, name, state } = solution;
  return (
    <>
      <BackLink href="/commercial/solutions">Solutions</BackLink>
      {done ? (
        <NotificationBanner heading={done} success>
          <p>Its supplier was e-mailed, and every buyer with an order or a shortlist of it.</p>
        </NotificationBanner>
      ) : null}
      <ReadingColumn>
        <PageTitle caption={solution.supplierName}>{name}</PageTitle>
        <Facts />
        {actions.length > 0 ? (
          <ButtonGroup>
            {actions.map((action) => (
              <ButtonLink
                href={`/commercial/solutions/${encodeURIComponent(id)}/${action}`}
                variant="secondary"
                key={action}
              >
                {LABELS[action]}
              </ButtonLink>
            ))}
          </ButtonGroup>
        ) : null}
        <h2 className="nhsuk-heading-m">What happened to it</h2>
        {solution.history.length === 0 ? (
          <p>Nothing since it was loaded.</p>
        ) : (
          <Timeline
            entries={solution.history.map(({ at, what, reason, person, by }) => ({
              key: `${at.toISOString()} ${what}`,
              title: what,
              when: <MomentText at={at} />,
              description: (
                <>
                  {reason ? <p>{reason}</p> : null}
                  <p>
                    By {person}
                    {by ? `, ${by}` : ""}
                  </p>
                </>
              ),
            }))}
          />
        )}
        {state === "withdrawn" ? null : (
          <p>
            <a href={`/solutions/${id}`}>Its public page</a>
          </p>
        )}
      </ReadingColumn>
    </>
  );
}

function Facts() {
  const { solution } = useLoaderData<typeof loader>();
  const { state, reason, since, supportEndsOn, waiting } = solution;
  const rows = [
    { key: "code", label: "Code", value: solution.id },
    {
      key: "supplier",
      label: "Supplier",
      value: <a href={`/suppliers/${solution.supplierId}`}>{solution.supplierName}</a>,
    },
    { key: "state", label: "State", value: <StatusTag status={state} /> },
    { key: "since", label: "Since", value: since ? <MomentText at={since} /> : null },
    { key: "reason", label: "Reason", value: reason },
    {
      key: "support",
      label: "Supported until",
      value: supportEndsOn ? <DayText day={supportEndsOn} /> : null,
    },
    {
      key: "waiting",
      label: "Waits for review",
      value: waiting ? <a href={`/commercial/listings/${waiting}`}>{waiting}</a> : null,
    },
  ];
  return <SummaryList rows={rows.filter((row) => row.value !== null)} />;
}
