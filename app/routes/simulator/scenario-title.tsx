import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeScenario } from "~/domain/simulator/change-scenario.server";
import { scenarioView } from "~/domain/simulator/scenario-views.server";
import { fields } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ScenarioForm } from "~/ui/simulator/scenario-form";
import { TextField } from "~/ui/kit/fields/text-fields";
import { buyerOrCentre } from "~/web/audience.server";
import { ScenarioParams, TitleForm } from "~/web/simulator/scenario-forms";
import { requireChangeable } from "~/web/simulator/scenario-page.server";

export const meta = () => [{ title: pageTitle("Title of a scenario") }];

export const loader = buyerOrCentre.loader({ params: ScenarioParams }, async ({ q, actor, params }) => ({
  scenario: requireChangeable(await scenarioView(q, { id: params.id, actor })),
}));

export const action = buyerOrCentre.action(
  { params: ScenarioParams, form: TitleForm },
  async ({ tx, actor, params, form, now }) => {
    const change = { actor, at: now, scenarioId: params.id, editCount: form.editCount };
    await changeScenario(tx, change, () => ({ title: form.title, summary: `Renamed it ${form.title}` }));
    return redirect(`/simulator/${params.id}?done=saved`);
  },
);

export default function ScenarioTitle() {
  const { scenario } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, { title: scenario.title });
  return (
    <ScenarioForm scenario={scenario} title="Title" state={state} button="Save">
      <TextField {...field("title")} label="What do you want to call it?" />
    </ScenarioForm>
  );
}
