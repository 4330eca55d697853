import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeScenario } from "~/domain/simulator/change-scenario.server";
import { scenarioView } from "~/domain/simulator/scenario-views.server";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { fields } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ScenarioForm } from "~/ui/simulator/scenario-form";
import { NumberField } from "~/ui/kit/fields/text-fields";
import { buyerOrCentre } from "~/web/audience.server";
import { ScenarioDates, ScenarioParams } from "~/web/simulator/scenario-forms";
import { requireChangeable } from "~/web/simulator/scenario-page.server";

export const meta = () => [{ title: pageTitle("Dates of a scenario") }];

export const loader = buyerOrCentre.loader({ params: ScenarioParams }, async ({ q, actor, params }) => ({
  scenario: requireChangeable(await scenarioView(q, { id: params.id, actor })),
}));

export const action = buyerOrCentre.action(
  { params: ScenarioParams, form: ScenarioDates },
  async ({ tx, actor, params, form, now }) => {
    const { editCount, ...dates } = form;
    await changeScenario(tx, { actor, at: now, scenarioId: params.id, editCount }, (input) => ({
      input: { ...input, ...dates },
      summary: "Changed the dates",
    }));
    return redirect(`/simulator/${params.id}?done=saved`);
  },
);

export default function ScenarioDatesPage() {
  const { scenario } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { startsOn, orderDate, termMonths } = scenario.input;
  const field = fields(state, { termMonths: String(termMonths) });
  return (
    <ScenarioForm
      scenario={scenario}
      title="Dates"
      lede="The start and the term decide which years the cost falls in; the order date decides which agreement and which facts apply."
      state={state}
    >
      <DateField
        name="startsOn"
        label="When would it start?"
        hint="For example, 1 4 2027"
        error={state?.errors.startsOn}
        parts={typedDate(state, "startsOn", startsOn)}
      />
      <NumberField {...field("termMonths")} label="For how long?" unit="months" width={3} />
      <DateField
        name="orderDate"
        label="When would it be ordered?"
        error={state?.errors.orderDate}
        parts={typedDate(state, "orderDate", orderDate)}
      />
    </ScenarioForm>
  );
}
