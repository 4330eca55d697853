import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ITEM_KIND_NAMES } from "~/domain/catalogue/listing";
import { SERVICE_KINDS } from "~/domain/listings/parts";
import { otherSolutions } from "~/domain/listings/services/service-views.server";
import { Problem } from "~/domain/shared/problem";
import { Checkboxes, Radios } from "~/ui/kit/fields/choice-fields";
import { TextField } from "~/ui/kit/fields/text-fields";
import { ButtonGroup, fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ChangeForm, changeHref, ChangePage } from "~/ui/listings/change-frame";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { openChange, openService, writeAsAsked, WRITERS } from "~/web/listings/change-page.server";
import { changePath, ServiceForm, ServiceParams } from "~/web/listings/listing-forms";

export const meta = () => [{ title: pageTitle("A service") }];

export const loader = supplier.loader(
  { params: ServiceParams, roles: WRITERS },
  async ({ q, actor, params, today }) => {
    const change = await openChange(q, { actor, params, today });
    const service = params.service === "new" ? null : openService(change, params.service);
    const solutions = await otherSolutions(q, {
      supplierId: ownSupplier(actor),
      exceptId: change.solutionId,
    });
    return { change, service, solutions };
  },
);

export const action = supplier.action(
  { params: ServiceParams, form: ServiceForm, roles: WRITERS },
  async ({ tx, actor, params, form, now, today }) => {
    const { intent, kind, name, summary } = form;
    const serviceId = params.service === "new" ? null : params.service;
    const done = redirect(`${changePath(params.change)}/services?done=saved`);
    if (intent === "remove") {
      if (serviceId !== null)
        await writeAsAsked(tx, { actor, now, params, form }, { service: null, serviceId });
      return done;
    }
    const { solutionId } = await openChange(tx, { actor, params, today });
    const own = await otherSolutions(tx, { supplierId: ownSupplier(actor), exceptId: solutionId });
    const alsoWith = own.filter(({ id }) => form.alsoWith.includes(id));
    if (alsoWith.length < new Set(form.alsoWith).size) throw notOwn();
    const service = { kind: kind!, name, summary, alsoWith };
    await writeAsAsked(tx, { actor, now, params, form }, { service, serviceId });
    return done;
  },
);

const notOwn = () =>
  new Problem("rule-broken", "not-own-solution", {
    title: "One of these solutions is not in the catalogue as yours any more.",
    detail: "Choose among those that are listed now.",
  });

const HINTS = {
  additional_service: "A part of this solution that is ordered on its own, as a module is",
  associated_service: "Work that goes with it, as training, data migration and support on site are",
};

export default function ChangeService() {
  const { change, service, solutions } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, {
    kind: service?.kind ?? "",
    name: service?.name ?? "",
    summary: service?.summary ?? "",
  });
  const kinds = SERVICE_KINDS.filter((kind) => service === null || service.kind === kind);
  const ticked = state
    ? [state.values["alsoWith"] ?? []].flat()
    : (service?.alsoWith ?? []).map(({ id }) => id);
  return (
    <ChangePage
      change={change}
      title={service ? "Change a service" : "Add a service"}
      back={{ href: changeHref(change, "services"), label: "Services" }}
      state={state}
    >
      <ChangeForm change={change} state={state}>
        <Radios
          {...field("kind")}
          label="What kind of service it is"
          choices={kinds.map((value) => ({ value, label: ITEM_KIND_NAMES[value], hint: HINTS[value] }))}
        />
        <TextField {...field("name")} label="Name of the service" />
        <TextField {...field("summary")} label="What it is, in one line" />
        {solutions.length > 0 && service?.kind !== "additional_service" ? (
          <Checkboxes
            name="alsoWith"
            error={state?.errors["alsoWith"]}
            values={ticked}
            label="Also offered with (optional)"
            hint="Of an associated service: your other solutions that buyers can order it with, at the same prices"
            choices={solutions.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
          />
        ) : null}
        <p>
          {service
            ? "Its prices stand on the page before this one."
            : "You enter its prices after it is saved."}
        </p>
        <ButtonGroup>
          <SubmitButton name="intent" value="save">
            Save
          </SubmitButton>
          {service ? (
            <SubmitButton variant="secondary" name="intent" value="remove">
              Remove this service
            </SubmitButton>
          ) : null}
        </ButtonGroup>
      </ChangeForm>
    </ChangePage>
  );
}
