import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { addToShortlist } from "~/domain/shortlists/add-to-shortlist.server";
import { countedKeys } from "~/domain/pricing/quantity";
import { createShortlist } from "~/domain/shortlists/create-shortlist.server";
import { lotChoices } from "~/domain/shortlists/shortlist-views.server";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { NeedFields } from "~/ui/shortlists/need-fields";
import { BackLink, PageTitle, ReadingColumn, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";
import { catalogueOf, catalogueVersion } from "~/web/catalogue/catalogue-cache.server";
import { NeedForm, wrongWithNeed } from "~/web/shortlists/need-form";

export const meta = () => [{ title: pageTitle("What do you need?") }];

export const loader = buyer.loader({ roles: ["procurement_lead"] }, async ({ q, query, today }) => {
  const [solutionId = ""] = [query.solution].flat();
  const catalogue = await catalogueOf(q, await catalogueVersion(q), today);
  const entry = catalogue.byId.get(solutionId);
  return {
    lots: await lotChoices(q),
    solution: entry ? { id: entry.id, name: entry.name } : null,
    asked: countedKeys(entry?.prices ?? []),
    counted: catalogue.counted,
  };
});

export const action = buyer.action(
  {
    form: NeedForm,
    roles: ["procurement_lead"],
    also: async ({ q, known, today }) =>
      wrongWithNeed(known.typed ?? { ...known }, { today, lots: await lotChoices(q) }),
  },
  async ({ tx, form, actor, now }) => {
    const id = await createShortlist(tx, { ...form.need, actor, at: now });
    if (form.solutionId) await addToShortlist(tx, { id, solutionId: form.solutionId, actor, at: now });
    return redirect(`/buying/shortlists/${id}?done=started`);
  },
);

export default function Needs() {
  const { lots, solution, asked, counted } = useLoaderData<typeof loader>();
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
          <NeedFields state={state} stored={null} lots={lots} asked={asked} counted={counted} />
          <SubmitButton>Start the shortlist</SubmitButton>
        </Form>
      </ReadingColumn>
    </>
  );
}
