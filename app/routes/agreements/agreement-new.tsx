import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { draftAgreement, type NewAgreement } from "~/domain/agreements/draft/draft-agreement.server";
import { fundChoices } from "~/domain/agreements/draft/draft-views.server";
import { AGREEMENT_TEMPLATES, templateById } from "~/domain/agreements/rules/templates";
import { addDays } from "~/domain/shared/day";
import { Checkboxes, Radios } from "~/ui/kit/fields/choice-fields";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { Details } from "~/ui/kit/details";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/fields/text-fields";
import { ticked, versionPath } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";
import { shownAgain } from "~/web/forms/check-step.server";
import { requireDay } from "~/web/orders/order-forms";
import { fieldRefused } from "~/web/refusals.server";

const BLANK = "blank";

const NewForm = z
  .looseObject({
    template: z.string("Choose what to start from").min(1, "Choose what to start from"),
    title: z
      .string("Enter a title")
      .trim()
      .min(1, "Enter a title, for example Frontline Digitisation: systems for hospitals")
      .max(150, "Keep the title to 150 characters"),
    funds: ticked,
  })
  .transform((form, ctx) => {
    const effectiveFrom = requireDay(form, "from", "the first day, for example 1 4 2027", ctx);
    if (form.template !== BLANK && !templateById(form.template))
      ctx.addIssue({ code: "custom", path: ["template"], message: "Choose what to start from" });
    return { ...form, effectiveFrom: effectiveFrom! };
  });

export const meta = () => [{ title: pageTitle("Write an agreement") }];

export const loader = centre.loader({ roles: ["commercial_officer"] }, async ({ q, actor, today }) => ({
  funds: (await fundChoices(q, { openOn: today })).map(({ fundId, label }) => ({ value: fundId, label })),
  organisationName: actor.organisation.name,
  tomorrow: addDays(today, 1),
}));

export const action = centre.action(
  { form: NewForm, roles: ["commercial_officer"] },
  async ({ tx, actor, form, now }) => {
    const { title, effectiveFrom } = form;
    const template = templateById(form.template);
    const funder = actor.organisationCode;
    const known = await fundChoices(tx);
    const unknown = form.funds.filter((code) => !known.some((fund) => fund.fundId === code));
    if (unknown.length > 0) {
      const values = shownAgain({ ...form, funds: form.funds }, "change").data.values;
      return fieldRefused({ funds: `There is no fund ${unknown.join(", ")}. Choose from the list` }, values);
    }
    const funds = known.filter((fund) => form.funds.includes(fund.fundId));
    const agreement: NewAgreement = {
      title,
      ownerCode: funder,
      summary: template?.summary ?? "",
      parties: [funder],
      effectiveFrom,
      effectiveTo: null,
      scope: template?.scope ?? {},
      rules: template?.rules({ funder, funds, effectiveFrom }) ?? [],
      startFundIds: funds.map((fund) => fund.fundId),
    };
    const drafted = await draftAgreement(tx, { agreement, actor, at: now });
    return redirect(`${versionPath(drafted.agreementId, drafted.version)}/edit?done=started`);
  },
);

export default function NewAgreementPage() {
  const { funds, organisationName, tomorrow } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  const chosen = state ? [state.values.funds ?? []].flat() : [];
  return (
    <>
      <BackLink href="/commercial/agreements">Agreements</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle lede="Start from a common pattern and change what you like, or from nothing. A draft binds nobody.">
          Write an agreement
        </PageTitle>
        <Form>
          <TextField {...field("title")} label="Title" hint="What those who sign it will call it." />
          <Radios
            {...field("template")}
            label="Start from"
            choices={[
              ...AGREEMENT_TEMPLATES.map(({ id, name, does }) => ({ value: id, label: name, hint: does })),
              {
                value: BLANK,
                label: "A blank agreement",
                hint: "Without rules; you add each one.",
                divider: "or",
              },
            ]}
          />
          <DateField
            name="from"
            label="First day"
            hint="It applies to orders placed from this day, once every party has signed."
            error={state?.errors.from}
            parts={typedDate(state, "from", tomorrow)}
          />
          {funds.length > 0 ? (
            <Details
              summary={`Where the money of ${organisationName} comes from (optional)`}
              open={state?.errors.funds !== undefined}
            >
              <Checkboxes
                name="funds"
                label="Funds"
                error={state?.errors.funds}
                hint="The rules of the pattern pay from these, and they are ticked in each rule that you add by which somebody pays a part or a sum. Without any, its own budget pays."
                small
                values={chosen}
                choices={funds}
              />
            </Details>
          ) : null}
          <SubmitButton>Start the draft</SubmitButton>
        </Form>
      </ReadingColumn>
    </>
  );
}
