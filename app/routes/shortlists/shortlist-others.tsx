import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { formatPence, parsePence } from "~/domain/money/format";
import { excludeOthers } from "~/domain/shortlists/exclude-others.server";
import {
  LONGEST_REASON,
  SHORTLIST_STATES,
  SHORTLIST_WORDS,
  toShortlist,
} from "~/domain/shortlists/shortlist";
import { shortlistView } from "~/domain/shortlists/shortlist-views.server";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, ReadingColumn, pageTitle } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import { fieldRefused } from "~/web/refusals.server";
import { namedErrors, needName } from "~/web/shortlists/choice-fields";
import { ShortlistParams } from "~/web/shortlists/shortlist-forms";
import { shownRoute } from "~/web/shortlists/shortlist-route.server";

const Fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const PREFIX = needName("");

export const meta = () => [{ title: pageTitle("Other solutions of the lot") }];

export const loader = buyer.loader(
  { params: ShortlistParams, roles: ["procurement_lead"] },
  async ({ q, params, actor, today }) => {
    const shortlist = await shortlistView(q, { id: params.id, actor });
    requireNextState(SHORTLIST_STATES, SHORTLIST_WORDS, shortlist.state, "explain", toShortlist(params.id));
    const { decision, chosen } = await shownRoute(q, { id: params.id, actor, today });
    const cost = (pounds: string) => formatPence(parsePence(pounds)!);
    return {
      shortlist,
      chosen,
      others: decision.ahead.map(({ solutionId, solutionName, supplierName, totalCost }) => ({
        id: solutionId,
        name: solutionName,
        supplierName,
        cost: cost(totalCost),
      })),
    };
  },
);

export const action = buyer.action(
  { params: ShortlistParams, form: Fields, roles: ["procurement_lead"] },
  async ({ tx, params, form, actor, now }) => {
    const needs = Object.fromEntries(
      Object.entries(form)
        .filter(([name]) => name.startsWith(PREFIX))
        .map(([name, value]) => [name.slice(PREFIX.length), [value].flat()[0] ?? ""])
        .filter(([, text]) => text!.trim() !== ""),
    );
    try {
      await excludeOthers(tx, { id: params.id, needs, actor, at: now });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "need-not-named") throw error;
      const wrong = Object.entries(error.details.fields as Record<string, string>);
      return fieldRefused(Object.fromEntries(wrong.map(([id, why]) => [needName(id), why])), form);
    }
    return redirect(`/buying/shortlists/${params.id}/route`);
  },
);

export default function ShortlistOthers() {
  const { shortlist, chosen, others } = useLoaderData<typeof loader>();
  const state = useFormState();
  const errors = namedErrors(state?.errors ?? {}, others);
  const field = fields(state && { ...state, errors });
  const base = `/buying/shortlists/${shortlist.id}`;
  return (
    <>
      <BackLink href={`${base}/route`}>Back to the routes</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${shortlist.name} (${shortlist.id})`}>Other solutions of the lot</PageTitle>
        {others.length === 0 ? (
          <EmptyState
            heading="None is ranked before your choice"
            action={{ label: "See the routes", href: `${base}/route` }}
          >
            <p>The lot’s mechanism ranks every compliant solution of the lot, on your shortlist or not.</p>
          </EmptyState>
        ) : (
          <>
            <p>
              These meet the standards of the lot and cost less for your quantities than {chosen?.name}, or
              win the tie. A direct award goes to the one that ranks first (PA-06). Say of each which need it
              does not meet, or leave it empty: then it stays in the ranking, and you can start a new
              shortlist with it.
            </p>
            <Form>
              {others.map((other) => (
                <TextArea
                  key={other.id}
                  {...field(needName(other.id))}
                  label={`Which need does ${other.name} not meet?`}
                  hint={
                    <>
                      {other.supplierName}, {other.cost} over the term excluding VAT.{" "}
                      <a href={`/solutions/${other.id}`}>Look at {other.name} again</a>
                    </>
                  }
                  rows={2}
                  maxLength={LONGEST_REASON}
                />
              ))}
              <p>
                What you write becomes part of the award record, and their suppliers may ask for it. By saving
                it you say that you have looked at each of them.
              </p>
              <SubmitButton>Save and see the routes</SubmitButton>
            </Form>
          </>
        )}
      </ReadingColumn>
    </>
  );
}
