import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { productVersionsOf } from "~/domain/certification/product-versions/product-version-views.server";
import { TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { fields, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ChangeForm, ChangePage } from "~/ui/listings/change-frame";
import { supplier } from "~/web/audience.server";
import { openChange, writeAsAsked, WRITERS } from "~/web/listings/change-page.server";
import { AboutForm, ChangeParams, changePath } from "~/web/listings/listing-forms";
import { versionsPath } from "~/web/listings/version-forms";

export const meta = () => [{ title: pageTitle("What the solution does") }];

export const loader = supplier.loader(
  { params: ChangeParams, roles: WRITERS },
  async ({ q, actor, params, today }) => {
    const change = await openChange(q, { actor, params, today });
    const versions = await productVersionsOf(q, [change.solutionId]);
    return { change, several: versions.size > 0 };
  },
);

export const action = supplier.action(
  { params: ChangeParams, form: AboutForm, roles: WRITERS },
  async ({ tx, actor, params, form, now }) => {
    const { seen: _seen, ...fields } = form;
    await writeAsAsked(tx, { actor, now, params, form }, { fields });
    return redirect(`${changePath(params.change)}?done=saved`);
  },
);

export default function ChangeAbout() {
  const { change, several } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { content } = change;
  const field = fields(state, {
    name: content.name,
    summary: content.summary,
    description: content.description,
    features: content.features.join("\n"),
    productVersion: content.productVersion,
    website: content.website ?? "",
  });
  return (
    <ChangePage change={change} title="What it does" state={state}>
      <ChangeForm change={change} state={state}>
        <TextField {...field("name")} label="Name" />
        <TextArea
          {...field("summary")}
          label="Summary"
          hint="One line, under the name in every list"
          rows={2}
          maxLength={300}
        />
        <TextArea
          {...field("description")}
          label="Description"
          hint="What it does and for whom, and what it does not do. Buyers read it before anything else."
          rows={10}
          maxLength={6000}
        />
        <TextArea {...field("features")} label="Features" hint="One a line, 20 at most" rows={6} />
        {several ? (
          <>
            <input type="hidden" name="productVersion" value={content.productVersion} />
            <p>
              The product has several versions:{" "}
              <a href={versionsPath(change.solutionId)}>bring out or withdraw one</a>.
            </p>
          </>
        ) : (
          <TextField
            {...field("productVersion")}
            label="Product version"
            hint="Certificates name it, so a new version waits for the centre"
            width={10}
          />
        )}
        <TextField
          {...field("website")}
          label="Your page about it (optional)"
          inputMode="url"
          spellCheck={false}
        />
        <SubmitButton>Save</SubmitButton>
      </ChangeForm>
    </ChangePage>
  );
}
