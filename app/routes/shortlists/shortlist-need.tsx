import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pricesOf } from "~/domain/catalogue/price-views.server";
import { countedKeys } from "~/domain/pricing/quantity";
import { setNeed } from "~/domain/shortlists/set-need.server";
import { lockShortlistFor } from "~/domain/shortlists/load-shortlist.server";
import { SHORTLIST_STATES, SHORTLIST_WORDS, toShortlist } from "~/domain/shortlists/shortlist";
import { lotChoices, shortlistView, solutionIdsOf } from "~/domain/shortlists/shortlist-views.server";
import { requireNextState } from "~/domain/shared/state-table";
import { ErrorSummary, Form, hasErrors, SeenField, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { seenNeed } from "~/ui/shortlists/need-seen";
import { NeedFields } from "~/ui/shortlists/need-fields";
import { BackLink, PageTitle, ReadingColumn, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { catalogueOf, catalogueVersion } from "~/web/catalogue/catalogue-cache.server";
import { NeedForm, wrongWithNeed } from "~/web/shortlists/need-form";
import { ShortlistParams } from "~/web/shortlists/shortlist-forms";

export const meta = () => [{ title: pageTitle("Change what you need") }];

export const loader = buyer.loader(
  { params: ShortlistParams, roles: ["procurement_lead"] },
  async ({ q, params, actor, today }) => {
    const shortlist = await shortlistView(q, { id: params.id, actor });
    requireNextState(SHORTLIST_STATES, SHORTLIST_WORDS, shortlist.state, "change", toShortlist(params.id));
    const [lots, ids, catalogue] = await Promise.all([
      lotChoices(q),
      solutionIdsOf(q, params.id),
      catalogueOf(q, await catalogueVersion(q), today),
    ]);
    const asked = countedKeys(await pricesOf(q, ids, today));
    return { shortlist, lots, asked, counted: catalogue.counted };
  },
);

export const action = buyer.action(
  {
    params: ShortlistParams,
    form: NeedForm,
    roles: ["procurement_lead"],
    seen: async ({ tx, params, actor }) => {
      const stored = await lockShortlistFor(tx, { id: params.id, action: "change", actor });
      return seenNeed(stored, await lotChoices(tx));
    },
    also: async ({ q, known, today }) =>
      wrongWithNeed(known.typed ?? { ...known }, { today, lots: await lotChoices(q) }),
  },
  async ({ tx, params, form, actor, now }) => {
    await setNeed(tx, { ...form.need, id: params.id, actor, at: now });
    return redirect(`/buying/shortlists/${params.id}?done=need`);
  },
);

export default function ShortlistNeed() {
  const { shortlist, lots, asked, counted } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <BackLink href={`/buying/shortlists/${shortlist.id}`}>Back to the shortlist</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`Shortlist ${shortlist.id}`}>Change what you need</PageTitle>
        <Form>
          <SeenField seen={seenNeed(shortlist, lots)} state={state} />
          <NeedFields state={state} stored={shortlist} lots={lots} asked={asked} counted={counted} />
          <SubmitButton>Save and go back to the shortlist</SubmitButton>
        </Form>
      </ReadingColumn>
    </>
  );
}
