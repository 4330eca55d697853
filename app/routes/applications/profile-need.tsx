import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { noSuchNeed } from "~/domain/applications/applicant";
import { profileOf } from "~/domain/applications/profile/profile-views.server";
import { removeNeed } from "~/domain/applications/profile/remove-need.server";
import { saveNeed } from "~/domain/applications/profile/save-need.server";
import { decimalPence } from "~/domain/money/format";
import { financialYearOf } from "~/domain/shared/financial-year";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { Details } from "~/ui/kit/details";
import { ErrorSummary, fields, Form, hasErrors, ShownCount, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { NeedCostFields } from "~/ui/shortlists/need-cost-fields";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { MOST_COSTS, NeedOrRemoval, NeedParams } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.need ? data.need.title : "A need") },
];

export const loader = buyer.loader(
  { params: NeedParams, roles: ["procurement_lead"] },
  async ({ q, actor, params, today }) => {
    const profile = await profileOf(q, actor.organisationCode);
    const need = profile.needs.find(({ id }) => id === params.need) ?? null;
    if (!need && params.need !== "new") throw noSuchNeed();
    const rows = Math.min(MOST_COSTS, Math.max(4, (need?.costs.length ?? 0) + 2));
    return { version: profile.version, need, rows, thisYear: financialYearOf(today), mostCosts: MOST_COSTS };
  },
);

export const action = buyer.action(
  { params: NeedParams, form: NeedOrRemoval, roles: ["procurement_lead"] },
  async ({ tx, actor, params, form, now }) => {
    const change = { actor, at: now, version: form.version };
    if (form.need) {
      await saveNeed(tx, { ...change, needId: params.need === "new" ? null : params.need, need: form.need });
    } else await removeNeed(tx, { ...change, needId: params.need });
    return redirect("/buying/profile?done=saved");
  },
);

export default function NeedPage() {
  const data = useLoaderData<typeof loader>();
  const state = useFormState();
  const { need } = data;
  const field = fields(state, {
    title: need?.title,
    summary: need?.summary,
    capability: need?.capability,
    assured: need ? (need.assuredProduct ? "yes" : "no") : undefined,
    contactName: need?.contactName,
    contactEmail: need?.contactEmail,
    ...Object.fromEntries(
      (need?.costs ?? []).flatMap((cost, row) => [
        [`costs-${row}-category`, cost.category],
        [`costs-${row}-nature`, cost.nature],
        [`costs-${row}-year`, String(cost.financialYear)],
        [`costs-${row}-amount`, decimalPence(cost.amount)],
      ]),
    ),
  });
  return (
    <>
      <BackLink href="/buying/profile">Your profile</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={need?.id}>{need ? need.title : "What do you need?"}</PageTitle>
        <Form>
          <ShownCount name="version" value={data.version} state={state} />
          <TextField {...field("title")} label="Name of the need" hint="For example, A digital care record" />
          <TextArea {...field("summary")} label="What do you need, and why?" rows={4} maxLength={1500} />
          <TextField
            {...field("capability")}
            label="What must the system be able to do?"
            hint="For example, Care planning"
          />
          <Radios
            {...field("assured")}
            inline
            label="Will you buy a solution that is certified here?"
            choices={[
              { value: "yes", label: "Yes" },
              { value: "no", label: "No" },
            ]}
          />
          <DateField
            name="startsOn"
            label="When does the work start?"
            hint="For example, 1 4 2027"
            error={state?.errors["startsOn"]}
            parts={typedDate(state, "startsOn", need?.startsOn)}
          />
          <NeedCostFields field={field} rows={data.rows} thisYear={data.thisYear} most={data.mostCosts} />
          <TextField {...field("contactName")} label="Whom can we ask?" autoComplete="name" />
          <TextField {...field("contactEmail")} label="Their e-mail address" type="email" />
          <SubmitButton>Save and go back to the profile</SubmitButton>
        </Form>
        {need ? (
          <Details summary="Remove this need">
            <p>Applications that were sent keep their own copy of it.</p>
            <Form>
              <input type="hidden" name="version" value={data.version} />
              <input type="hidden" name="remove" value="yes" />
              <SubmitButton variant="warning">Remove the need</SubmitButton>
            </Form>
          </Details>
        ) : null}
      </ReadingColumn>
    </>
  );
}
