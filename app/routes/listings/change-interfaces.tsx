import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { interfaceStandards } from "~/domain/listings/content-views.server";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { Select, TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { fields, SubmitButton, ButtonLink } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { DataTable } from "~/ui/kit/lists/data-table";
import { pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { ChangeForm, changeHref, ChangePage } from "~/ui/listings/change-frame";
import { supplier } from "~/web/audience.server";
import { openChange, writeAsAsked, WRITERS } from "~/web/listings/change-page.server";
import { ChangeParams, changePath, DoneQuery, InterfacesForm } from "~/web/listings/listing-forms";

export const meta = () => [{ title: pageTitle("Interfaces") }];

export const loader = supplier.loader(
  { params: ChangeParams, query: DoneQuery, roles: WRITERS },
  async ({ q, actor, params, query, today }) => ({
    change: await openChange(q, { actor, params, today }),
    standards: await interfaceStandards(q),
    saved: query.done === "saved",
  }),
);

export const action = supplier.action(
  { params: ChangeParams, form: InterfacesForm, roles: WRITERS },
  async ({ tx, actor, params, form, now, today }) => {
    const { content } = await openChange(tx, { actor, params, today });
    const { intent, integrations, direction, status } = form;
    const [title = "", known = ""] = form.standard.split("@", 2);
    const added =
      intent === "add" && direction && status
        ? [{ standard: title || form.other, version: form.version || known, direction, status }]
        : [];
    const removed = intent.startsWith("remove-") ? Number(intent.slice("remove-".length)) - 1 : null;
    const key = ({ standard, version, direction: way }: (typeof added)[number]) =>
      `${standard}@${version}@${way}`;
    const interfaces = [
      ...content.interfaces.filter(
        (one, index) => index !== removed && !added.some((other) => key(other) === key(one)),
      ),
      ...added,
    ];
    const fields = intent === "save" ? { integrations } : { interfaces };
    await writeAsAsked(tx, { actor, now, params, form }, { fields });
    return redirect(`${changePath(params.change)}/interfaces?done=saved`);
  },
);

export default function ChangeInterfaces() {
  const { change, saved } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, { integrations: change.content.integrations.join("\n") });
  return (
    <ChangePage
      change={change}
      title="Interfaces"
      lede="What it provides to other systems and what it takes from them, by the version of the standard."
      saved={saved}
      state={state}
    >
      <ChangeForm change={change} state={state}>
        <Declared />
      </ChangeForm>
      <ChangeForm change={change} state={state}>
        <AddInterface />
      </ChangeForm>
      <ChangeForm change={change} state={state}>
        <TextArea
          {...field("integrations")}
          label="Systems that it works with (optional)"
          hint="One a line, as buyers know them"
          rows={4}
        />
        <SubmitButton variant="secondary" name="intent" value="save">
          Save the systems
        </SubmitButton>
      </ChangeForm>
      <ButtonLink href={changeHref(change)}>Go back to the listing</ButtonLink>
    </ChangePage>
  );
}

function Declared() {
  const { change } = useLoaderData<typeof loader>();
  const rows = change.content.interfaces.map((one, index) => ({ ...one, at: index + 1 }));
  return (
    <DataTable
      caption="Declared interfaces"
      captionSize="s"
      rows={rows}
      rowKey={(row) => String(row.at)}
      empty={<p>No interface is declared yet.</p>}
      columns={[
        {
          key: "standard",
          header: "Standard",
          rowHeader: true,
          cell: (row) => `${row.standard} ${row.version}`,
        },
        {
          key: "direction",
          header: "Way",
          cell: (row) => (row.direction === "provides" ? "Provides" : "Consumes"),
        },
        { key: "status", header: "Status", cell: (row) => <StatusTag status={row.status} /> },
        {
          key: "remove",
          header: "Remove",
          cell: (row) => (
            <SubmitButton variant="secondary" small name="intent" value={`remove-${row.at}`}>
              Remove
              <span className="nhsuk-u-visually-hidden">
                {" "}
                {row.standard}, {row.direction}
              </span>
            </SubmitButton>
          ),
        },
      ]}
    />
  );
}

function AddInterface() {
  const { standards } = useLoaderData<typeof loader>();
  const field = fields(useFormState());
  return (
    <>
      <h2 className="nhsuk-heading-m">Add an interface</h2>
      <Select
        {...field("standard")}
        label="Standard"
        emptyLabel="Another one, named below"
        options={standards.map(({ title, version }) => ({
          value: `${title}@${version}`,
          label: `${title}, version ${version}`,
        }))}
      />
      <TextField {...field("other")} label="Another standard (optional)" />
      <TextField {...field("version")} label="Its version (optional)" width={10} />
      <Radios
        {...field("direction")}
        label="Which way"
        choices={[
          { value: "provides", label: "It provides: other systems read from it or call it" },
          { value: "consumes", label: "It consumes: it reads from other systems or calls them" },
        ]}
      />
      <Radios
        {...field("status")}
        label="Status"
        choices={[
          { value: "certified", label: "Certified", hint: "By whoever runs the standard" },
          { value: "self-declared", label: "Self-declared" },
          { value: "planned", label: "Planned" },
        ]}
      />
      <SubmitButton name="intent" value="add">
        Add the interface
      </SubmitButton>
    </>
  );
}
