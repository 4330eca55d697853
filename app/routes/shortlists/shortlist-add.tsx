import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { whyNotOrderable } from "~/domain/catalogue/listing";
import { solutionView } from "~/domain/catalogue/solution-views.server";
import { addToShortlist } from "~/domain/shortlists/add-to-shortlist.server";
import { openShortlists } from "~/domain/shortlists/shortlist-views.server";
import { Problem } from "~/domain/shared/problem";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, ReadingColumn, pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";

const NEW = "new";
const Query = z.object({ solution: z.string("solution").min(1).max(60) });
const AddForm = z.object({
  solution: z.string("Choose a solution of the catalogue").min(1).max(60),
  shortlist: z
    .string("Choose a shortlist, or start a new one")
    .min(1, "Choose a shortlist, or start a new one"),
});

export const meta = () => [{ title: pageTitle("Add to a shortlist") }];

export const loader = buyer.loader(
  { query: Query, roles: ["procurement_lead"] },
  async ({ q, query, actor, today }) => {
    const solution = await solutionView(q, query.solution, today);
    const closed = whyNotOrderable(solution);
    if (closed) throw new Problem("rule-broken", "not-orderable", { title: closed });
    const shortlists = await openShortlists(q, { actor, solutionId: solution.id });
    if (shortlists.length === 0) throw redirect(`/buying/needs?solution=${encodeURIComponent(solution.id)}`);
    return { solution: { id: solution.id, name: solution.name }, shortlists };
  },
);

export const action = buyer.action(
  { form: AddForm, roles: ["procurement_lead"] },
  async ({ tx, form, actor, now }) => {
    if (form.shortlist === NEW) {
      return redirect(`/buying/needs?solution=${encodeURIComponent(form.solution)}`);
    }
    await addToShortlist(tx, { id: form.shortlist, solutionId: form.solution, actor, at: now });
    return redirect(`/buying/shortlists/${form.shortlist}?done=added`);
  },
);

export default function ShortlistAdd() {
  const { solution, shortlists } = useLoaderData<typeof loader>();
  const state = useFormState();
  const typed = state?.values.shortlist;
  const free = shortlists.find((one) => !one.hasIt);
  return (
    <>
      <BackLink href={`/solutions/${solution.id}`}>{solution.name}</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <Form>
          <input type="hidden" name="solution" value={solution.id} />
          <Radios
            name="shortlist"
            label={`Add ${solution.name} to which shortlist?`}
            isPageHeading
            error={state?.errors.shortlist}
            value={typeof typed === "string" ? typed : (free?.id ?? NEW)}
            choices={[
              ...shortlists.map((one) => ({
                value: one.id,
                label: one.name,
                hint: one.hasIt
                  ? `${solution.name} is on it already`
                  : `${one.solutions} solution${one.solutions === 1 ? "" : "s"} so far`,
              })),
              { value: NEW, label: "Start a new shortlist", divider: "or" },
            ]}
          />
          <SubmitButton>Continue</SubmitButton>
        </Form>
      </ReadingColumn>
    </>
  );
}
