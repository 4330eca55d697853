import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { wordsOf } from "~/domain/catalogue/facet-words";
import { MISSIONS } from "~/domain/listings/parts";
import { Checkboxes, Radios } from "~/ui/kit/fields/choice-fields";
import { TextField } from "~/ui/kit/fields/text-fields";
import { fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ChangeForm, ChangePage } from "~/ui/listings/change-frame";
import { supplier } from "~/web/audience.server";
import { openChange, writeAsAsked, WRITERS } from "~/web/listings/change-page.server";
import { ChangeParams, changePath, SettingsForm } from "~/web/listings/listing-forms";

export const meta = () => [{ title: pageTitle("Care settings, hosting and data") }];

export const loader = supplier.loader(
  { params: ChangeParams, roles: WRITERS },
  async ({ q, actor, params, today }) => ({
    change: await openChange(q, { actor, params, today }),
  }),
);

export const action = supplier.action(
  { params: ChangeParams, form: SettingsForm, roles: WRITERS },
  async ({ tx, actor, params, form, now }) => {
    const { seen: _seen, ...fields } = form;
    await writeAsAsked(tx, { actor, now, params, form }, { fields });
    return redirect(`${changePath(params.change)}?done=saved`);
  },
);

const CARE_SETTINGS = ["primary care", "secondary care", "community", "mental health", "social care"];
const HOSTINGS = ["public cloud", "private cloud", "hybrid", "on premises"];
const APPLICATION_TYPES = ["browser", "mobile", "desktop"];

const same = (value: string) => value.replaceAll(/[-_ ]+/g, " ").toLowerCase();

/** What can be chosen, in the spelling in which this listing has it already. */
function choices(known: readonly string[], chosen: readonly string[]) {
  const spelled = known.map((value) => chosen.find((one) => same(one) === same(value)) ?? value);
  const others = chosen.filter((one) => !spelled.includes(one));
  return [...spelled, ...others].map((value) => ({ value, label: wordsOf(value) }));
}

export default function ChangeSettings() {
  const { change } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { content } = change;
  const field = fields(state, { hosting: content.hosting ?? "", dataLocation: content.dataLocation });
  const ticked = (name: string, stored: readonly string[]) => ({
    name,
    error: state?.errors[name],
    values: state ? [state.values[name] ?? []].flat() : stored,
  });
  return (
    <ChangePage change={change} title="Care settings, hosting and data" state={state}>
      <ChangeForm change={change} state={state}>
        <Checkboxes
          {...ticked("careSettings", content.careSettings)}
          label="Care settings"
          hint="Some standards bind only in some of them"
          choices={choices(CARE_SETTINGS, content.careSettings)}
        />
        <Radios
          {...field("hosting")}
          label="Hosting"
          choices={choices(HOSTINGS, content.hosting ? [content.hosting] : [])}
        />
        <Checkboxes
          {...ticked("applicationTypes", content.applicationTypes)}
          label="Application types"
          choices={choices(APPLICATION_TYPES, content.applicationTypes)}
        />
        <TextField
          {...field("dataLocation")}
          label="Where the data is kept"
          hint="Countries, and whose data centres. A change waits for the centre"
        />
        <Checkboxes
          {...ticked("missions", content.missions)}
          label="Missions that it serves (optional)"
          choices={choices(MISSIONS, content.missions)}
        />
        <SubmitButton>Save</SubmitButton>
      </ChangeForm>
    </ChangePage>
  );
}
