import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Problem } from "~/domain/shared/problem";
import { Checkboxes, Radios } from "~/ui/kit/fields/choice-fields";
import { ButtonGroup, fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ChangeForm, changeHref, ChangePage } from "~/ui/listings/change-frame";
import { supplier } from "~/web/audience.server";
import { openChange, writeAsAsked, WRITERS } from "~/web/listings/change-page.server";
import { CapabilityForm, CapabilityParams, changePath } from "~/web/listings/listing-forms";

export const meta = ({ data }: { data?: { known: { name: string } } }) => [
  { title: pageTitle(data?.known.name ?? "A capability") },
];

const notClaimed = (id: string) =>
  new Problem("not-found", "capability-not-claimed", {
    title: "The listing does not claim this capability.",
    next: { label: "Its capabilities", href: `${changePath(id)}/capabilities` },
  });

export const loader = supplier.loader(
  { params: CapabilityParams, roles: WRITERS },
  async ({ q, actor, params, today }) => {
    const change = await openChange(q, { actor, params, today });
    const claimed = change.content.capabilities.find(({ ref }) => ref === params.ref);
    const known = change.capabilities.find(({ ref }) => ref === params.ref);
    if (!claimed || !known) throw notClaimed(params.change);
    return { change, claimed, known };
  },
);

export const action = supplier.action(
  { params: CapabilityParams, form: CapabilityForm, roles: WRITERS },
  async ({ tx, actor, params, form, now, today }) => {
    const { content, capabilities: known } = await openChange(tx, { actor, params, today });
    const at = content.capabilities.findIndex(({ ref }) => ref === params.ref);
    const was = content.capabilities[at];
    if (!was) throw notClaimed(params.change);
    const offered = known.find(({ ref }) => ref === params.ref)?.epics.map(({ id }) => id) ?? [];
    // Epics that are no longer in use stay as they were claimed.
    const kept = was.epicIds.filter((id) => !offered.includes(id));
    const epicIds = [...kept, ...offered.filter((id) => form.epics.includes(id))].sort();
    const capabilities =
      form.intent === "remove" || !form.result
        ? content.capabilities.filter((_, index) => index !== at)
        : content.capabilities.with(at, { ref: params.ref, result: form.result, epicIds });
    await writeAsAsked(tx, { actor, now, params, form }, { fields: { capabilities } });
    return redirect(`${changePath(params.change)}/capabilities?done=saved`);
  },
);

export default function ChangeCapability() {
  const { change, claimed, known } = useLoaderData<typeof loader>();
  const state = useFormState();
  const values = state ? [state.values["epics"] ?? []].flat() : claimed.epicIds;
  const groups = [
    { level: "MUST", label: "MUST epics", hint: "Whoever meets the capability in full meets all of them" },
    { level: "MAY", label: "MAY epics", hint: undefined },
  ];
  return (
    <ChangePage
      change={change}
      title={known.name}
      lede={known.description}
      back={{ href: changeHref(change, "capabilities"), label: "Capabilities and epics" }}
      state={state}
    >
      <ChangeForm change={change} state={state}>
        <Radios
          {...fields(state, { result: claimed.result })("result")}
          label="Is the capability met?"
          choices={[
            { value: "full", label: "In full" },
            { value: "partial", label: "In part" },
          ]}
        />
        {groups.map(({ level, label, hint }) => {
          const epics = known.epics.filter((epic) => (epic.level === "MUST") === (level === "MUST"));
          if (epics.length === 0) return null;
          return (
            <Checkboxes
              key={level}
              id={`epics-${level.toLowerCase()}`}
              name="epics"
              label={label}
              hint={hint}
              values={values}
              choices={epics.map(({ id, name }) => ({ value: id, label: name }))}
            />
          );
        })}
        <ButtonGroup>
          <SubmitButton name="intent" value="save">
            Save
          </SubmitButton>
          <SubmitButton variant="secondary" name="intent" value="remove">
            Claim it no longer
          </SubmitButton>
        </ButtonGroup>
      </ChangeForm>
    </ChangePage>
  );
}
