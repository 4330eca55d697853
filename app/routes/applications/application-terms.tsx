import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { conditionText, type FundCondition } from "~/domain/applications/profile/condition";
import { REGIONS } from "~/domain/organisations/region";
import { setTerms } from "~/domain/applications/set-terms.server";
import { chosenTerms, fundWithTerms } from "~/domain/applications/terms-views.server";
import { decimalPence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { ErrorSummary, fields, Fieldset, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { MoneyField, NumberField } from "~/ui/kit/fields/text-fields";
import { FundParams } from "~/web/applications/application-forms";
import { readCriteria, TermsForm } from "~/web/applications/assessment-forms";
import { centre } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Who may apply") }];

export const loader = centre.loader(
  { params: FundParams, query: z.object({ done: z.string().optional() }) },
  async ({ q, actor, params, query }) => {
    const fund = await fundWithTerms(q, params.fund);
    const chosen = await chosenTerms(q, params.fund);
    return {
      fund,
      conditions: chosen?.conditions ?? [],
      mayChange: actor.roles.includes("commercial_officer"),
      saved: query.done === "saved",
    };
  },
);

export const action = centre.action(
  {
    params: FundParams,
    form: TermsForm,
    roles: ["commercial_officer"],
    also: async ({ q, params, known }) =>
      readCriteria(known, (await fundWithTerms(q, params.fund)).criteria).errors,
  },
  async ({ tx, actor, params, form, now }) => {
    const fund = await fundWithTerms(tx, params.fund);
    const { criteria } = readCriteria(form, fund.criteria);
    await setTerms(tx, { actor, at: now, fundId: params.fund, conditions: form.conditions, criteria });
    return redirect(`/commercial/applications/funds/${encodeURIComponent(params.fund)}?done=saved`);
  },
);

export default function Terms() {
  const { fund, mayChange, saved } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <BackLink href="/commercial/applications">Applications</BackLink>
      <ReadingColumn>
        {saved ? <NotificationBanner heading="Saved" success /> : null}
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle
          caption={fund.name}
          lede="Whom the fund is for and when it is open, the fund itself says. Applications that were sent keep the conditions of their day."
        >
          Who may apply, and how it is scored
        </PageTitle>
        {mayChange ? (
          <TermsFields />
        ) : (
          <>
            <ul>
              {fund.conditions.map((condition) => (
                <li key={condition.kind}>{conditionText(condition)}</li>
              ))}
            </ul>
            <ul>
              {fund.criteria.map(({ id, title, weight }) => (
                <li key={id}>
                  {title}: {weight} of 100
                </li>
              ))}
            </ul>
          </>
        )}
      </ReadingColumn>
    </>
  );
}

/** What the fields hold: the stored conditions as texts. */
function storedOf(conditions: readonly FundCondition[]): Record<string, string | undefined> {
  const found = <K extends FundCondition["kind"]>(kind: K) =>
    conditions.find((one): one is Extract<FundCondition, { kind: K }> => one.kind === kind);
  const amount = (one: { amount: ReturnType<typeof pence> } | undefined) => one && decimalPence(one.amount);
  const match = found("match");
  return {
    minimum: amount(found("minimum")),
    maximum: amount(found("maximum")),
    ratio: match && decimalPence(pence(match.ratio / 100)),
  };
}

function TermsFields() {
  const { fund, conditions } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, {
    ...storedOf(conditions),
    ...Object.fromEntries(fund.criteria.map(({ id, weight }) => [`weight-${id}`, String(weight)])),
  });
  const typed = (name: string) => (state ? [state.values[name] ?? []].flat() : null);
  const onPaper = conditions.find((one) => one.kind === "on-paper");
  const regions = conditions.find((one) => one.kind === "regions");
  const ticked = [...conditions.map(({ kind }) => kind), ...(onPaper?.mixed ? ["mixed"] : [])];
  return (
    <Form>
      <Checkboxes
        name="conditions"
        label="Conditions"
        hint="A capital fund always asks who pays the running costs for five years."
        values={typed("conditions") ?? ticked}
        choices={[
          { value: "dspt", label: "Meets the Data Security and Protection Toolkit" },
          { value: "cqc-registered", label: "Is registered with the Care Quality Commission" },
          { value: "product-assured", label: "Buys a solution that is certified here" },
          { value: "on-paper", label: "Keeps records mostly on paper" },
          { value: "mixed", label: "With that one: partly on paper is enough" },
          {
            value: "minimum",
            label: "Asks for at least a sum",
            conditional: <MoneyField {...field("minimum")} label="At least" />,
          },
          {
            value: "maximum",
            label: "Asks for at most a sum",
            conditional: <MoneyField {...field("maximum")} label="At most" />,
          },
          {
            value: "match",
            label: "Adds money of its own",
            conditional: <MoneyField {...field("ratio")} label="Own money for each £1 asked for" width={5} />,
          },
          { value: "revenue-plan", label: "Says who pays the running costs for five years" },
          {
            value: "regions",
            label: "Is in certain regions",
            conditional: (
              <Checkboxes
                name="regions"
                label="Regions"
                small
                error={state?.errors["regions"]}
                values={typed("regions") ?? regions?.regions ?? []}
                choices={Object.entries(REGIONS).map(([value, label]) => ({ value, label }))}
              />
            ),
          },
        ]}
      />
      <Fieldset legend="Weights" hint="They add up to 100.">
        {fund.criteria.map(({ id, title }) => (
          <NumberField {...field(`weight-${id}`)} key={id} label={title} width={3} unit="of 100" />
        ))}
      </Fieldset>
      <SubmitButton>Save</SubmitButton>
    </Form>
  );
}
