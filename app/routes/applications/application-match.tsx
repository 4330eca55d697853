import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MOST_MATCHES } from "~/domain/applications/application-content";
import { ownApplication } from "~/domain/applications/application-views.server";
import { changeApplication } from "~/domain/applications/change-application.server";
import { decimalPence } from "~/domain/money/format";
import { ApplicationForm } from "~/ui/applications/application-form";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { fields } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { MoneyField, Select, TextField } from "~/ui/kit/fields/text-fields";
import { ApplicationParams, MatchForm } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("What you add of your own") }];

export const loader = buyer.loader({ params: ApplicationParams }, async ({ q, actor, params, today }) => ({
  application: await ownApplication(q, { id: params.id, actor, on: today }),
}));

export const action = buyer.action(
  { params: ApplicationParams, form: MatchForm, roles: ["procurement_lead"] },
  async ({ tx, actor, params, form, now }) => {
    const change = { part: "match" as const, match: form.match };
    await changeApplication(tx, {
      actor,
      at: now,
      applicationId: params.id,
      editCount: form.editCount,
      change,
    });
    return redirect(`/buying/applications/${params.id}?done=saved`);
  },
);

export default function ApplicationMatch() {
  const { application } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { match } = application.content;
  const field = fields(state, {
    own: match === null ? undefined : match.length > 0 ? "yes" : "no",
    ...Object.fromEntries(
      (match ?? []).flatMap((one, row) => [
        [`match-${row}-amount`, decimalPence(one.amount)],
        [`match-${row}-source`, one.source],
        [`match-${row}-nature`, one.nature],
        [`match-${row}-evidence`, one.evidence],
      ]),
    ),
  });
  const rows = Array.from({ length: MOST_MATCHES }, (_, row) => (
    <MatchRow key={row} row={row} field={field} />
  ));
  return (
    <ApplicationForm application={application} title="What do you add of your own?" state={state}>
      <Radios
        {...field("own")}
        label="Do you add money of your own?"
        choices={[
          { value: "yes", label: "Yes", hint: "Up to three sources", conditional: rows },
          { value: "no", label: "No" },
        ]}
      />
    </ApplicationForm>
  );
}

function MatchRow({ row, field }: { row: number; field: ReturnType<typeof fields> }) {
  const name = (part: string) => `match-${row}-${part}`;
  return (
    <fieldset className="nhsuk-fieldset">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Source {row + 1}</legend>
      <MoneyField {...field(name("amount"))} label="How much" />
      <TextField
        {...field(name("source"))}
        label="Where it comes from"
        hint="For example, our own reserves"
      />
      <Select
        {...field(name("nature"))}
        label="Capital or revenue"
        options={[
          { value: "revenue", label: "Revenue" },
          { value: "capital", label: "Capital" },
        ]}
      />
      <TextField
        {...field(name("evidence"))}
        label="What shows that it is there"
        hint="For example, board minutes of 3 October 2026"
      />
    </fieldset>
  );
}
