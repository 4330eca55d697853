import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { wordsOf } from "~/domain/catalogue/facet-words";
import { MISSIONS, SUCCESS_MEASURE_NAMES, SUCCESS_MEASURES } from "~/domain/listings/parts";
import { Select, TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { ButtonLink, fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { DataTable } from "~/ui/kit/lists/data-table";
import { pageTitle } from "~/ui/kit/page";
import { ChangeForm, changeHref, ChangePage } from "~/ui/listings/change-frame";
import { supplier } from "~/web/audience.server";
import { openChange, writeAsAsked, WRITERS } from "~/web/listings/change-page.server";
import { ChangeParams, changePath, DoneQuery, MeasuresForm } from "~/web/listings/listing-forms";

export const meta = () => [{ title: pageTitle("Missions and success measures") }];

export const loader = supplier.loader(
  { params: ChangeParams, query: DoneQuery, roles: WRITERS },
  async ({ q, actor, params, query, today }) => ({
    change: await openChange(q, { actor, params, today }),
    saved: query.done === "saved",
  }),
);

/** The mission of a measure becomes one of the listing's, so that it is found under it. */
export const action = supplier.action(
  { params: ChangeParams, form: MeasuresForm, roles: WRITERS },
  async ({ tx, actor, params, form, now, today }) => {
    const { content } = await openChange(tx, { actor, params, today });
    const { intent, measure, mission, effect, evidence } = form;
    const removed = intent === "add" ? null : Number(intent.slice("remove-".length)) - 1;
    const kept = content.successMeasures.filter((_, index) => index !== removed);
    const fields =
      intent === "add" && measure
        ? {
            successMeasures: [...kept, { measure, mission, effect, evidence: evidence ?? "" }],
            missions: [...new Set([...content.missions, mission])],
          }
        : { successMeasures: kept };
    await writeAsAsked(tx, { actor, now, params, form }, { fields });
    return redirect(`${changePath(params.change)}/measures?done=saved`);
  },
);

export default function ChangeMeasures() {
  const { change, saved } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { missions } = change.content;
  return (
    <ChangePage
      change={change}
      title="Missions and success measures"
      lede="What gets better where it is used, by the seven measures of What Good Looks Like, and which of the government’s missions it serves."
      saved={saved}
      state={state}
    >
      <p>
        {missions.length === 0
          ? "No mission is chosen yet."
          : `Missions that it serves: ${missions.map(wordsOf).join(", ")}.`}{" "}
        <a href={changeHref(change, "settings")}>Choose missions with the care settings</a>
      </p>
      <ChangeForm change={change} state={state}>
        <Named />
      </ChangeForm>
      <ChangeForm change={change} state={state}>
        <AddMeasure />
      </ChangeForm>
      <ButtonLink href={changeHref(change)}>Go back to the listing</ButtonLink>
    </ChangePage>
  );
}

function Named() {
  const { change } = useLoaderData<typeof loader>();
  const rows = change.content.successMeasures.map((one, index) => ({ ...one, at: index + 1 }));
  return (
    <DataTable
      caption="Success measures"
      captionSize="s"
      rows={rows}
      rowKey={(row) => String(row.at)}
      empty={<p>No success measure is named yet.</p>}
      columns={[
        {
          key: "measure",
          header: "Measure",
          rowHeader: true,
          cell: (row) => SUCCESS_MEASURES[row.measure],
        },
        { key: "mission", header: "Mission", cell: (row) => wordsOf(row.mission) },
        { key: "effect", header: "What changes", cell: (row) => row.effect },
        {
          key: "remove",
          header: "Remove",
          cell: (row) => (
            <SubmitButton variant="secondary" small name="intent" value={`remove-${row.at}`}>
              Remove
              <span className="nhsuk-u-visually-hidden">
                {" "}
                {SUCCESS_MEASURES[row.measure]}, {row.effect}
              </span>
            </SubmitButton>
          ),
        },
      ]}
    />
  );
}

function AddMeasure() {
  const { change } = useLoaderData<typeof loader>();
  const field = fields(useFormState());
  const missions = MISSIONS.filter((one) => !change.content.missions.includes(one));
  return (
    <>
      <h2 className="nhsuk-heading-m">Add a success measure</h2>
      <Select
        {...field("measure")}
        label="Success measure"
        emptyLabel="Choose"
        options={SUCCESS_MEASURE_NAMES.map((value) => ({ value, label: SUCCESS_MEASURES[value] }))}
      />
      <Select
        {...field("mission")}
        label="Mission that it serves"
        emptyLabel="Choose"
        options={[...change.content.missions, ...missions].map((value) => ({ value, label: wordsOf(value) }))}
      />
      <TextArea
        {...field("effect")}
        label="What changes, and by how much"
        hint="With a number and a time, for example: medication errors fall by 12% within a year"
        rows={3}
        maxLength={300}
      />
      <TextField
        {...field("evidence")}
        label="Where that can be read (optional)"
        hint="A link, beginning with https://"
      />
      <SubmitButton name="intent" value="add">
        Add the measure
      </SubmitButton>
    </>
  );
}
