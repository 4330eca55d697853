import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { knownCapabilities } from "~/domain/listings/content-views.server";
import { Problem } from "~/domain/shared/problem";
import { Select } from "~/ui/kit/fields/text-fields";
import { ButtonLink, fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { DataTable } from "~/ui/kit/lists/data-table";
import { pageTitle } from "~/ui/kit/page";
import { ChangeForm, changeHref, ChangePage } from "~/ui/listings/change-frame";
import { supplier } from "~/web/audience.server";
import { openChange, writeAsAsked, WRITERS } from "~/web/listings/change-page.server";
import { AddCapabilityForm, ChangeParams, changePath, DoneQuery } from "~/web/listings/listing-forms";

export const meta = () => [{ title: pageTitle("Capabilities and epics") }];

export const loader = supplier.loader(
  { params: ChangeParams, query: DoneQuery, roles: WRITERS },
  async ({ q, actor, params, query, today }) => {
    const [change, all] = await Promise.all([
      openChange(q, { actor, params, today }),
      knownCapabilities(q, null),
    ]);
    const claimed = new Set(change.content.capabilities.map(({ ref }) => ref));
    return {
      change,
      others: all
        .filter(({ ref }) => !claimed.has(ref))
        .map(({ ref, name }) => ({ value: ref, label: `${name} (${ref})` })),
      saved: query.done === "saved",
    };
  },
);

export const action = supplier.action(
  { params: ChangeParams, form: AddCapabilityForm, roles: WRITERS },
  async ({ tx, actor, params, form, now, today }) => {
    const { content } = await openChange(tx, { actor, params, today });
    const { ref } = form;
    const way = `${changePath(params.change)}/capabilities/${encodeURIComponent(ref)}`;
    if (content.capabilities.some((one) => one.ref === ref)) return redirect(way);
    if ((await knownCapabilities(tx, [ref])).length === 0) {
      throw new Problem(
        "not-found",
        "no-such-capability",
        "There is no such capability. Choose one of the list.",
      );
    }
    const capabilities = [...content.capabilities, { ref, result: "partial" as const, epicIds: [] }];
    await writeAsAsked(tx, { actor, now, params, form }, { fields: { capabilities } });
    return redirect(way);
  },
);

export default function ChangeCapabilities() {
  const { change, others, saved } = useLoaderData<typeof loader>();
  const state = useFormState();
  const rows = change.content.capabilities.map((one) => {
    const known = change.capabilities.find(({ ref }) => ref === one.ref);
    const musts = known?.epics.filter(({ level }) => level === "MUST") ?? [];
    return {
      ...one,
      name: known?.name ?? one.ref,
      musts: `${musts.filter(({ id }) => one.epicIds.includes(id)).length} of ${musts.length}`,
      all: one.epicIds.length,
    };
  });
  return (
    <ChangePage
      change={change}
      title="Capabilities and epics"
      lede="What the solution can do, as buyers search for it. What you claim is assessed, and more of it waits for the centre."
      saved={saved}
      state={state}
    >
      <DataTable
        caption="Claimed capabilities"
        captionSize="s"
        rows={rows}
        rowKey={(row) => row.ref}
        empty={<p>No capability is claimed yet.</p>}
        columns={[
          {
            key: "name",
            header: "Capability",
            rowHeader: true,
            cell: (row) => (
              <a href={`${changeHref(change, "capabilities")}/${encodeURIComponent(row.ref)}`}>{row.name}</a>
            ),
          },
          { key: "result", header: "Met", cell: (row) => (row.result === "full" ? "In full" : "In part") },
          { key: "musts", header: "MUST epics", cell: (row) => row.musts },
          { key: "all", header: "Epics", numeric: true, cell: (row) => row.all },
        ]}
      />
      <ChangeForm change={change} state={state}>
        <Select
          {...fields(state)("ref")}
          label="Add a capability"
          emptyLabel="Choose a capability"
          options={others}
        />
        <SubmitButton variant="secondary">Add it and choose its epics</SubmitButton>
      </ChangeForm>
      <ButtonLink href={changeHref(change)}>Go back to the listing</ButtonLink>
    </ChangePage>
  );
}
