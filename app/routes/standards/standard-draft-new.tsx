import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { standardsList } from "~/domain/certification/standard-views.server";
import { startDraft } from "~/domain/standards/start-draft.server";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { Select, TextField } from "~/ui/kit/fields/text-fields";
import { centre } from "~/web/audience.server";
import { words } from "~/web/lists/as-at-query";
import { draftPath, StartForm } from "~/web/standards/draft-forms";

export const meta = () => [{ title: pageTitle("Draft a standard") }];

export const loader = centre.loader(
  { query: z.object({ standard: words }), roles: ["commercial_officer"] },
  async ({ q, query, today }) => {
    const { rows } = await standardsList(q, { on: today });
    return { standards: rows.map(({ id, title }) => ({ value: id, label: title })), query };
  },
);

export const action = centre.action(
  { form: StartForm, roles: ["commercial_officer"] },
  async ({ tx, actor, form, now, today }) => {
    const { kind, title, standard, ending } = form;
    const of =
      kind === "standard" ? { kind, title } : { kind, standardId: kind === "version" ? standard : ending };
    const id = await startDraft(tx, { actor, at: now, today, of });
    return redirect(`${draftPath(id)}?done=started`);
  },
);

export default function DraftStandard() {
  const { standards, query } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, {
    standard: query.standard,
    ending: query.standard,
    kind: query.standard ? "version" : undefined,
  });
  return (
    <>
      <BackLink href="/commercial/standards">Drafts of standards</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <Form>
          <Radios
            {...field("kind")}
            label="What do you want to draft?"
            isPageHeading
            choices={[
              {
                value: "version",
                label: "A new version of a standard",
                hint: "It begins with what the standard says now",
                conditional: (
                  <Select
                    {...field("standard")}
                    label="Standard"
                    labelSize="s"
                    emptyLabel="Choose a standard"
                    options={standards}
                  />
                ),
              },
              {
                value: "standard",
                label: "A new standard",
                conditional: <TextField {...field("title")} label="Title" labelSize="s" />,
              },
              {
                value: "retirement",
                label: "The end of a standard",
                hint: "From the day after its last day nobody has to meet it",
                conditional: (
                  <Select
                    {...field("ending")}
                    label="Standard that ends"
                    labelSize="s"
                    emptyLabel="Choose a standard"
                    options={standards}
                  />
                ),
              },
            ]}
          />
          <SubmitButton>Continue</SubmitButton>
        </Form>
      </ReadingColumn>
    </>
  );
}
