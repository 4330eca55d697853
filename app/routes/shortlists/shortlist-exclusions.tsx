import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ownShare } from "~/domain/shortlists/comparison";
import { chooseSolution } from "~/domain/shortlists/choose-solution.server";
import {
  LONGEST_REASON,
  SHORTLIST_STATES,
  SHORTLIST_WORDS,
  toShortlist,
} from "~/domain/shortlists/shortlist";
import { shortlistView } from "~/domain/shortlists/shortlist-views.server";
import { formatPence } from "~/domain/money/format";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { Checkboxes, Radios } from "~/ui/kit/fields/choice-fields";
import { ErrorSummary, fieldId, fields, Fieldset, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, ReadingColumn, pageTitle } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { namedErrors, needName, reasonName } from "~/web/shortlists/choice-fields";
import { buyer } from "~/web/audience.server";
import { fieldRefused } from "~/web/refusals.server";
import { shownComparison } from "~/web/shortlists/shortlist-comparison.server";
import { ShortlistParams } from "~/web/shortlists/shortlist-forms";

const Fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const UNMET = "unmet";
const AGAIN = "lookedAgain";

export const meta = () => [{ title: pageTitle("Choose a solution") }];

export const loader = buyer.loader(
  { params: ShortlistParams, roles: ["procurement_lead"] },
  async ({ q, params, actor, today }) => {
    const shortlist = await shortlistView(q, { id: params.id, actor });
    requireNextState(SHORTLIST_STATES, SHORTLIST_WORDS, shortlist.state, "explain", toShortlist(params.id));
    const { comparison } = await shownComparison(q, { id: params.id, actor, today });
    return {
      shortlist,
      solutions: comparison.solutions.map((each) => ({
        id: each.solutionId,
        name: each.name,
        supplierName: each.supplierName,
        ownShare: ownShare(each, actor.organisationCode),
        ownCost: each.total.ownCost,
        net: each.total.net,
        chosen: each.chosen,
        reason: each.exclusionReason ?? "",
        unmetNeed: each.unmetNeed,
        need: each.unmetNeedText ?? "",
      })),
    };
  },
);

export const action = buyer.action(
  { params: ShortlistParams, form: Fields, roles: ["procurement_lead"] },
  async ({ tx, params, form, actor, now }) => {
    const text = (name: string) => [form[name] ?? ""].flat()[0] ?? "";
    const reasons = Object.fromEntries(
      Object.keys(form)
        .filter((name) => name.startsWith("reason-"))
        .map((name) => [name.slice("reason-".length), text(name)]),
    );
    const chosenSolutionId = text("chosen");
    delete reasons[chosenSolutionId];
    const unmetNeeds = Object.fromEntries(
      [form[UNMET] ?? []]
        .flat()
        .filter((solutionId) => solutionId !== chosenSolutionId)
        .map((solutionId) => [solutionId, text(needName(solutionId))]),
    );
    const choice = { chosenSolutionId, reasons, unmetNeeds, lookedAgain: text(AGAIN) === "yes" };
    try {
      await chooseSolution(tx, { id: params.id, ...choice, actor, at: now });
    } catch (error) {
      // The refusal knows the fields, and nothing has been written yet.
      if (error instanceof Problem && error.code === "look-again") {
        return fieldRefused({ [AGAIN]: `${error.public.title} ${error.public.detail}` }, form);
      }
      if (!(error instanceof Problem) || error.code !== "choice-not-explained") throw error;
      const found = Object.entries(error.details.fields as Record<string, string>);
      return fieldRefused(Object.fromEntries(found.map(([name, why]) => [fieldOf(name), why])), form);
    }
    return redirect(`/buying/shortlists/${params.id}/route`);
  },
);

/** The field that a refusal of the choice is about. */
const fieldOf = (name: string) =>
  name === "chosen"
    ? name
    : name.startsWith("need:")
      ? needName(name.slice("need:".length))
      : reasonName(name);

export default function ShortlistExclusions() {
  const { shortlist, solutions } = useLoaderData<typeof loader>();
  const state = useFormState();
  const errors = namedErrors(state?.errors ?? {}, solutions);
  const stored: Record<string, string> = { chosen: solutions.find((each) => each.chosen)?.id ?? "" };
  for (const each of solutions) {
    stored[reasonName(each.id)] = each.reason;
    stored[needName(each.id)] = each.need;
  }
  const field = fields(state && { ...state, errors }, stored);
  const ticked = state
    ? [state.values[UNMET] ?? []].flat()
    : solutions.filter((s) => s.unmetNeed).map((s) => s.id);
  return (
    <>
      <BackLink href={`/buying/shortlists/${shortlist.id}`}>Back to the shortlist</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? (
          <ErrorSummary
            errors={errors}
            problem={state?.problem}
            hrefs={Object.fromEntries(
              solutions
                .flatMap(({ id }) => [reasonName(id), needName(id)])
                .map((name) => [name, `#${fieldId(name)}`]),
            )}
          />
        ) : null}
        <PageTitle caption={`${shortlist.name} (${shortlist.id})`}>
          Choose one, and say why not the others
        </PageTitle>
        <p>
          <a href={`/buying/shortlists/${shortlist.id}/compare`}>Look at the comparison again</a>
        </p>
        <Form>
          <Radios
            {...field("chosen")}
            label="Which solution do you choose?"
            choices={solutions.map((each) => ({
              value: each.id,
              label: each.name,
              hint: `${each.supplierName}. ${formatPence(each.net)} over the term excluding VAT; your own share of that is ${formatPence(each.ownShare)}. With the VAT that does not come back it costs you ${formatPence(each.ownCost)}.`,
            }))}
          />
          {solutions.length > 1 ? <WhyNot solutions={solutions} field={field} ticked={ticked} /> : null}
          <SubmitButton>Save and see the routes</SubmitButton>
        </Form>
      </ReadingColumn>
    </>
  );
}

/** Why each of the others was not chosen, and which need those do not meet that the mechanism leaves out. */
function WhyNot({
  solutions,
  field,
  ticked,
}: {
  solutions: readonly { id: string; name: string }[];
  field: ReturnType<typeof fields>;
  ticked: readonly string[];
}) {
  const again = field(AGAIN).error;
  return (
    <Fieldset
      legend="Why not the others?"
      hint="At least 10 characters each. Leave the field of your choice empty. The reasons become part of the award record, and suppliers may ask for theirs."
    >
      {solutions.map((each) => (
        <TextArea
          key={each.id}
          {...field(reasonName(each.id))}
          label={`Why not ${each.name}?`}
          rows={3}
          maxLength={LONGEST_REASON}
        />
      ))}
      <Checkboxes
        name={UNMET}
        label="Which of them do not meet the need as you stated it?"
        hint="Tick only what you can show objectively. The lot’s mechanism leaves these out and ranks all the others."
        small
        values={ticked}
        choices={solutions.map((each) => ({
          value: each.id,
          label: each.name,
          conditional: (
            <TextArea
              {...field(needName(each.id))}
              label={`Which need does ${each.name} not meet?`}
              hint="Name the need as you stated it, and what it lacks. It becomes part of the award record."
              rows={2}
              maxLength={LONGEST_REASON}
            />
          ),
        }))}
      />
      {again ? (
        <Checkboxes
          name={AGAIN}
          label="No other solution meets the need"
          error={again}
          choices={[
            {
              value: "yes",
              label: "I have looked at each of them a second time: none meets the need as stated",
            },
          ]}
        />
      ) : null}
    </Fieldset>
  );
}
