import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TextField } from "~/ui/kit/fields/text-fields";
import { fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ChangeForm, ChangePage } from "~/ui/listings/change-frame";
import { supplier } from "~/web/audience.server";
import { openChange, writeAsAsked, WRITERS } from "~/web/listings/change-page.server";
import { ChangeParams, changePath, SupportForm } from "~/web/listings/listing-forms";

export const meta = () => [{ title: pageTitle("Support contacts") }];

export const loader = supplier.loader(
  { params: ChangeParams, roles: WRITERS },
  async ({ q, actor, params, today }) => ({
    change: await openChange(q, { actor, params, today }),
  }),
);

export const action = supplier.action(
  { params: ChangeParams, form: SupportForm, roles: WRITERS },
  async ({ tx, actor, params, form, now }) => {
    const { seen: _seen, ...fields } = form;
    await writeAsAsked(tx, { actor, now, params, form }, { fields });
    return redirect(`${changePath(params.change)}?done=saved`);
  },
);

export default function ChangeSupport() {
  const { change } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { supportEmail, supportPhone, supportHours } = change.content;
  const field = fields(state, {
    supportEmail: supportEmail ?? "",
    supportPhone: supportPhone ?? "",
    supportHours,
  });
  return (
    <ChangePage
      change={change}
      title="Support contacts"
      lede="They are public. Give those of a team, not of a person."
      state={state}
    >
      <ChangeForm change={change} state={state}>
        <TextField {...field("supportEmail")} label="E-mail address" type="email" spellCheck={false} />
        <TextField {...field("supportPhone")} label="Telephone number" type="tel" width={20} />
        <TextField
          {...field("supportHours")}
          label="When support answers"
          hint="For example weekdays 8:00 to 18:00"
        />
        <SubmitButton>Save</SubmitButton>
      </ChangeForm>
    </ChangePage>
  );
}
