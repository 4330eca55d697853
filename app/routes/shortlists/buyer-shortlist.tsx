import { redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { abandonShortlist } from "~/domain/shortlists/abandon-shortlist.server";
import { lockReasons, ownShare, quantitiesAsked } from "~/domain/shortlists/comparison";
import { removeFromShortlist } from "~/domain/shortlists/remove-from-shortlist.server";
import { isPriced } from "~/domain/shortlists/comparison";
import { shortlistView } from "~/domain/shortlists/shortlist-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonGroup, ButtonLink, ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { Money } from "~/ui/kit/money";
import { BackLink, NotificationBanner, PageTitle, ReadingColumn, pageTitle } from "~/ui/kit/page";
import { OWN_COST } from "~/ui/shortlists/shortlist-rows";
import { ChangesSinceLock, NeedSummary, QuantitiesAsked } from "~/ui/shortlists/shortlist-page";
import { shortlistSteps } from "~/ui/shortlists/shortlist-steps";
import { StatusTag, VerdictTag } from "~/ui/kit/tag";
import { TaskList } from "~/ui/kit/task-list";
import { buyer } from "~/web/audience.server";
import { mayShortlist } from "~/web/shortlists/may-shortlist";
import { shownComparison } from "~/web/shortlists/shortlist-comparison.server";
import { ShortlistParams } from "~/web/shortlists/shortlist-forms";

const Intent = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("remove"), solution: z.string().min(1).max(60) }),
  z.object({
    intent: z.literal("abandon"),
    sure: z.literal("yes", {
      error: "Confirm that the shortlist is given up for good, or leave it as it is",
    }),
  }),
]);

export const meta = ({ data }: { data?: { shortlist: { name: string } } }) => [
  { title: pageTitle(data?.shortlist.name ?? "Shortlist") },
];

export const loader = buyer.loader({ params: ShortlistParams }, async ({ q, params, actor, today }) => {
  const shortlist = await shortlistView(q, { id: params.id, actor });
  const { comparison, changes } = await shownComparison(q, { id: params.id, actor, today });
  const mayAct = mayShortlist(actor);
  return {
    shortlist,
    changes,
    mayAct,
    mayChange: mayAct && shortlist.state === "open",
    lockReasons: shortlist.state === "open" ? lockReasons(comparison) : [],
    solutions: comparison.solutions.map((each) => ({
      id: each.solutionId,
      name: each.name,
      supplierName: each.supplierName,
      outcome: each.verdict.outcome,
      net: isPriced(each) ? each.total.net : null,
      ownShare: ownShare(each, actor.organisationCode),
      ownCost: each.total.ownCost,
      shared: each.payers.length > 0,
      missing: each.offer.missing ?? each.needed.missing,
      asks: quantitiesAsked({ solutions: [each] }),
      chosen: each.chosen,
    })),
  };
});

export const action = buyer.action(
  { params: ShortlistParams, form: Intent, roles: ["procurement_lead"] },
  async ({ tx, params, form, actor, now }) => {
    const base = { id: params.id, actor, at: now };
    if (form.intent === "abandon") {
      await abandonShortlist(tx, base);
      return redirect(`/buying/shortlists/${params.id}?done=abandoned`);
    }
    await removeFromShortlist(tx, { ...base, solutionId: form.solution });
    return redirect(`/buying/shortlists/${params.id}?done=removed`);
  },
);

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

const DONE: Record<string, string> = {
  started: "The shortlist is started",
  need: "What you need is saved",
  added: "The solution is on the shortlist",
  removed: "The solution is off the shortlist",
  locked: "The shortlist is locked",
  abandoned: "The shortlist is given up",
};

/** What a solution comes to, or what is missing for it; to whoever may change the need with a link to its field. */
function Net({ row, askFor }: { row: Loaded["solutions"][number]; askFor: string | null }) {
  if (row.net !== null) return <Money amount={row.net} />;
  return (
    <>
      {row.missing}
      {askFor === null ? null : <QuantitiesAsked shortlistId={askFor} asks={row.asks} />}
    </>
  );
}

function Solutions({ solutions, mayChange, shortlist }: Loaded) {
  return (
    <DataTable
      id="solutions"
      caption="Solutions considered"
      rows={solutions}
      rowKey={(row) => row.id}
      empty={
        <EmptyState
          heading="No solution is on this shortlist yet"
          action={mayChange ? { label: "Search the catalogue", href: searchHref(shortlist) } : undefined}
        >
          <p>Find two to eight in the catalogue and choose “Add to shortlist” there.</p>
        </EmptyState>
      }
      columns={[
        {
          key: "name",
          header: "Solution",
          rowHeader: true,
          cell: (row) => (
            <>
              <a href={`/solutions/${row.id}`}>{row.name}</a>
              {row.chosen ? " (chosen)" : ""}
            </>
          ),
        },
        { key: "supplier", header: "Supplier", cell: (row) => row.supplierName },
        { key: "verdict", header: "Standards", cell: (row) => <VerdictTag verdict={row.outcome} /> },
        {
          key: "net",
          header: "Over the term, excluding VAT",
          numeric: true,
          cell: (row) => <Net row={row} askFor={mayChange ? shortlist.id : null} />,
        },
        {
          key: "own-share",
          header: "Your own share, excluding VAT",
          numeric: true,
          cell: (row) => (row.shared ? <Money amount={row.ownShare} /> : "Not worked out yet"),
        },
        {
          key: "own",
          header: `Your own ${OWN_COST}`,
          numeric: true,
          cell: (row) => (row.shared ? <Money amount={row.ownCost} /> : "Not worked out yet"),
        },
        ...(mayChange
          ? [
              {
                key: "remove",
                header: "Change",
                cell: (row: Loaded["solutions"][number]) => (
                  <Form className="dt-inline-form">
                    <input type="hidden" name="intent" value="remove" />
                    <input type="hidden" name="solution" value={row.id} />
                    <SubmitButton variant="secondary" small>
                      Remove<span className="nhsuk-u-visually-hidden"> {row.name}</span>
                    </SubmitButton>
                  </Form>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function searchHref(shortlist: Loaded["shortlist"]): string {
  return shortlist.lotId ? `/solutions?lot=${encodeURIComponent(shortlist.lotId)}` : "/solutions";
}

function GiveUp({ name }: { name: string }) {
  const error = useFormState()?.errors["sure"];
  return (
    <Details summary="Give up this shortlist" open={error !== undefined}>
      <p>It stays on record with who gave it up and when. Nothing can be bought from it any more.</p>
      <Form>
        <input type="hidden" name="intent" value="abandon" />
        <Checkboxes
          name="sure"
          label="This cannot be undone"
          error={error}
          choices={[{ value: "yes", label: `I give up ${name} for good` }]}
        />
        <SubmitButton variant="warning" small>
          Give up this shortlist
        </SubmitButton>
      </Form>
    </Details>
  );
}

function StatusLine({ shortlist }: Pick<Loaded, "shortlist">) {
  return (
    <p>
      <StatusTag status={shortlist.state} /> Started by {shortlist.createdBy} on{" "}
      <MomentText at={shortlist.createdAt} />.
      {shortlist.lockedAt ? (
        <>
          {" "}
          Locked by {shortlist.lockedBy} on <MomentText at={shortlist.lockedAt} />.
        </>
      ) : null}
    </p>
  );
}

export default function Shortlist() {
  const data = useLoaderData<typeof loader>();
  const { shortlist, solutions, changes, mayAct, mayChange } = data;
  const state = useFormState();
  const [search] = useSearchParams();
  const done = DONE[search.get("done") ?? ""];
  const steps = shortlistSteps({
    id: shortlist.id,
    state: shortlist.state,
    solutions: solutions.length,
    lockReasons: data.lockReasons.length,
    chosen: solutions.some((each) => each.chosen),
    orderId: shortlist.award?.orderId ?? null,
    mayAct,
  });
  return (
    <>
      <BackLink href="/buying/shortlists">Shortlists</BackLink>
      {done && !hasErrors(state) ? <NotificationBanner success heading={done} /> : null}
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={`Shortlist ${shortlist.id}`}>{shortlist.name}</PageTitle>
      <StatusLine shortlist={shortlist} />
      <ChangesSinceLock changes={changes} />
      {shortlist.state === "abandoned" ? null : (
        <ReadingColumn>
          <h2>From here to the order</h2>
          <TaskList
            tasks={steps.map((step) =>
              step.key === "add" && step.href ? { ...step, href: searchHref(shortlist) } : step,
            )}
          />
        </ReadingColumn>
      )}
      <Solutions {...data} />
      {solutions.length > 0 ? (
        <ButtonGroup>
          <ButtonLink href={`/buying/shortlists/${shortlist.id}/compare`}>Compare side by side</ButtonLink>
          {mayChange ? (
            <ButtonLink href={searchHref(shortlist)} variant="secondary">
              Add another solution
            </ButtonLink>
          ) : null}
        </ButtonGroup>
      ) : null}
      <NeedSummary shortlist={shortlist} mayChange={mayChange} />
      {mayAct && (shortlist.state === "open" || shortlist.state === "locked") ? (
        <GiveUp name={shortlist.name} />
      ) : null}
    </>
  );
}
