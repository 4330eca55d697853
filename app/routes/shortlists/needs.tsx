import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { addToShortlist } from "~/domain/shortlists/add-to-shortlist.server";
import { createShortlist } from "~/domain/shortlists/create-shortlist.server";
import { lotChoices } from "~/domain/shortlists/shortlist-views.server";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { NeedFields } from "~/ui/shortlists/need-fields";
import { BackLink, PageTitle, ReadingColumn, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { catalogueOf, catalogueStamp } from "~/web/catalogue/catalogue-cache.server";
import { NeedForm, wrongWithNeed } from "~/web/shortlists/need-form";

export const meta = () => [{ title: pageTitle("What do you need?") }];

export const loader = buyer.loader({ roles: ["procurement_lead"] }, async ({ q, query, today }) => {
  const [solutionId = ""] = [query.solution].flat();
  const catalogue = await catalogueOf(q, await catalogueStamp(q), today);
  const entry = catalogue.byId.get(solutionId);
  return { lots: await lotChoices(q), solution: entry ? { id: entry.id, name: entry.name } : null };
});

export const action = buyer.action(
  {
    form: NeedForm,
    roles: ["procurement_lead"],
    also: async ({ q, known, today }) =>
      wrongWithNeed(known.typed ?? { ...known }, {
        today,
        lotIds: (await lotChoices(q)).map((lot) => lot.id),
      }),
  },
  async ({ tx, form, actor, now }) => {
    const id = await createShortlist(tx, { ...form.need, actor, at: now });
    if (form.solutionId) await addToShortlist(tx, { id, solutionId: form.solutionId, actor, at: now });
    return redirect(`/buying/shortlists/${id}?done=started`);
  },
);

export default function Needs() {
  const { lots, solution } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <BackLink href="/buying/shortlists">Your shortlists</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle lede="Say it once. Prices, who pays and the lawful routes are all worked out from this.">
          What do you need?
        </PageTitle>
        {solution ? <p>{solution.name} will be the first solution on the new shortlist.</p> : null}
        <Form>
          {solution ? <input type="hidden" name="solution" value={solution.id} /> : null}
          <NeedFields state={state} stored={null} lots={lots} />
          <SubmitButton>Start the shortlist</SubmitButton>
        </Form>
      </ReadingColumn>
    </>
  );
}
