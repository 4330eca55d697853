import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { setNeed } from "~/domain/shortlists/set-need.server";
import { SHORTLIST_STATES } from "~/domain/shortlists/shortlist";
import { lotChoices, shortlistView } from "~/domain/shortlists/shortlist-views.server";
import { requireNextState } from "~/domain/shared/state-table";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { NeedFields } from "~/ui/shortlists/need-fields";
import { BackLink, PageTitle, ReadingColumn, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { NeedForm, wrongWithNeed } from "~/web/shortlists/need-form";
import { ShortlistParams } from "~/web/shortlists/shortlist-forms";

export const meta = () => [{ title: pageTitle("Change what you need") }];

export const loader = buyer.loader(
  { params: ShortlistParams, roles: ["procurement_lead"] },
  async ({ q, params, actor }) => {
    const shortlist = await shortlistView(q, { id: params.id, actor });
    requireNextState(SHORTLIST_STATES, "shortlist", shortlist.state, "change");
    return { shortlist, lots: await lotChoices(q) };
  },
);

export const action = buyer.action(
  {
    params: ShortlistParams,
    form: NeedForm,
    roles: ["procurement_lead"],
    also: async ({ q, known, today }) =>
      wrongWithNeed(known.typed ?? { ...known }, {
        today,
        lotIds: (await lotChoices(q)).map((lot) => lot.id),
      }),
  },
  async ({ tx, params, form, actor, now }) => {
    await setNeed(tx, { ...form.need, id: params.id, actor, at: now });
    return redirect(`/buying/shortlists/${params.id}?done=need`);
  },
);

export default function ShortlistNeed() {
  const { shortlist, lots } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <BackLink href={`/buying/shortlists/${shortlist.id}`}>Back to the shortlist</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`Shortlist ${shortlist.id}`}>Change what you need</PageTitle>
        <Form>
          <NeedFields state={state} stored={shortlist} lots={lots} />
          <SubmitButton>Save and go back to the shortlist</SubmitButton>
        </Form>
      </ReadingColumn>
    </>
  );
}
