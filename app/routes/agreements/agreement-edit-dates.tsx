import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DraftForm, DraftPage } from "~/ui/agreements/agreement-draft";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { changeAsAsked, openDraft, shownDraft } from "~/web/agreements/agreement-draft.server";
import { SeenForm, VersionParams, versionPath } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";
import { readDay, requireDay } from "~/web/orders/order-forms";

const DatesForm = SeenForm.transform((form, ctx) => {
  const effectiveFrom = requireDay(form, "from", "the first day, for example 1 4 2027", ctx);
  const last = readDay(form, "to");
  if (last === null)
    ctx.addIssue({
      code: "custom",
      path: ["to"],
      message: "The last day must be a real date, or left empty",
    });
  if (last && effectiveFrom && last < effectiveFrom)
    ctx.addIssue({ code: "custom", path: ["to"], message: "The last day must be on or after the first day" });
  return { seen: form.seen, effectiveFrom: effectiveFrom!, effectiveTo: last === "" ? null : last };
});

export const meta = () => [{ title: pageTitle("Dates") }];

export const loader = centre.loader(
  { params: VersionParams, roles: ["commercial_officer"] },
  async ({ q, params }) => {
    const draft = await openDraft(q, params);
    const { effectiveFrom, effectiveTo } = draft.version;
    return { draft: shownDraft(draft), effectiveFrom, effectiveTo };
  },
);

export const action = centre.action(
  { params: VersionParams, form: DatesForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const { effectiveFrom, effectiveTo } = form;
    await changeAsAsked(tx, { actor, now, params, form }, { part: "dates", effectiveFrom, effectiveTo });
    return redirect(`${versionPath(params.id, params.version)}/edit?done=saved`);
  },
);

export default function EditDates() {
  const { draft, effectiveFrom, effectiveTo } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <DraftPage
      draft={draft}
      title="Dates"
      lede="It applies to orders placed between these days, once every party has signed."
      state={state}
    >
      <DraftForm draft={draft}>
        <DateField
          name="from"
          label="First day"
          error={state?.errors.from}
          parts={typedDate(state, "from", effectiveFrom)}
        />
        <DateField
          name="to"
          label="Last day (optional)"
          hint="Leave it empty for an agreement that goes on until it is ended or replaced. One whose rules name funds ends with the last year of their money."
          error={state?.errors.to}
          parts={typedDate(state, "to", effectiveTo)}
        />
        <SubmitButton>Save</SubmitButton>
      </DraftForm>
    </DraftPage>
  );
}
