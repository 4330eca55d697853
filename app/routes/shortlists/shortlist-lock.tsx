import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { lockReasons, quantitiesAsked } from "~/domain/shortlists/comparison";
import { compareShortlist } from "~/domain/shortlists/comparison-views.server";
import { lockShortlist } from "~/domain/shortlists/lock-shortlist.server";
import { SHORTLIST_STATES, SHORTLIST_WORDS, toShortlist } from "~/domain/shortlists/shortlist";
import { shortlistView } from "~/domain/shortlists/shortlist-views.server";
import { requireNextState } from "~/domain/shared/state-table";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, ReadingColumn, pageTitle } from "~/ui/kit/page";
import { InTheWay, NeedSummary, QuantitiesAsked } from "~/ui/shortlists/shortlist-page";
import { buyer } from "~/web/audience.server";
import { ShortlistParams } from "~/web/shortlists/shortlist-forms";
import { listed } from "~/domain/shared/sentence";

export const meta = () => [{ title: pageTitle("Lock the shortlist") }];

export const loader = buyer.loader(
  { params: ShortlistParams, roles: ["procurement_lead"] },
  async ({ q, params, actor, today }) => {
    const shortlist = await shortlistView(q, { id: params.id, actor });
    // Whoever comes back after the lock is shown where it stands, not a form that cannot work any more.
    if (shortlist.state === "locked") throw redirect(`/buying/shortlists/${params.id}`);
    requireNextState(SHORTLIST_STATES, SHORTLIST_WORDS, shortlist.state, "lock", toShortlist(params.id));
    const comparison = await compareShortlist(q, { id: params.id, actor, today });
    return {
      shortlist,
      reasons: lockReasons(comparison),
      asks: quantitiesAsked(comparison),
      names: comparison.solutions.map((each) => each.name),
    };
  },
);

export const action = buyer.action(
  { params: ShortlistParams, roles: ["procurement_lead"] },
  async ({ tx, params, actor, now, today }) => {
    await lockShortlist(tx, { id: params.id, actor, at: now, today });
    return redirect(`/buying/shortlists/${params.id}?done=locked`);
  },
);

export default function ShortlistLock() {
  const { shortlist, reasons, asks, names } = useLoaderData<typeof loader>();
  const state = useFormState();
  const base = `/buying/shortlists/${shortlist.id}`;
  return (
    <>
      <BackLink href={base}>Back to the shortlist</BackLink>
      <ReadingColumn>
        {hasErrors(state) && reasons.length === 0 ? (
          <ErrorSummary errors={state?.errors} problem={state?.problem} />
        ) : null}
        <PageTitle caption={`${shortlist.name} (${shortlist.id})`}>
          {reasons.length > 0 ? "This shortlist cannot be locked yet" : "Check before you lock the shortlist"}
        </PageTitle>
        {reasons.length > 0 ? (
          <InTheWay reasons={reasons}>
            <QuantitiesAsked shortlistId={shortlist.id} asks={asks} />
            <p>
              <a href={`${base}/need`}>Change what you need</a> or{" "}
              <a href={base}>change which solutions are on the shortlist</a>.
            </p>
          </InTheWay>
        ) : (
          <>
            <p>Locking keeps the evidence for your decision, as it stands today:</p>
            <ul>
              <li>what each listing says, as a numbered version that anybody can read later</li>
              <li>the verdict for each standard, with certificate numbers and their last days</li>
              <li>the price for your numbers and term, and who would pay what</li>
            </ul>
            <p>
              You cannot add or remove solutions after that, or change what you need. You can still give the
              shortlist up and start another.
            </p>
            <p>
              <strong>
                {names.length === 1 ? "One solution: " : `${names.length} solutions: `}
                {listed(names)}.
              </strong>
            </p>
            <NeedSummary shortlist={shortlist} mayChange />
            <Form>
              <SubmitButton>Lock the shortlist</SubmitButton>
            </Form>
          </>
        )}
      </ReadingColumn>
    </>
  );
}
