import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { deleteScenario } from "~/domain/simulator/delete-scenario.server";
import { scenarioView } from "~/domain/simulator/scenario-views.server";
import { ButtonGroup, ButtonLink, ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { EditCount } from "~/ui/orders/order-form";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { buyerOrCentre } from "~/web/audience.server";
import { editCount } from "~/web/orders/order-forms";
import { ScenarioParams } from "~/web/simulator/scenario-forms";
import { requireChangeable } from "~/web/simulator/scenario-page.server";

export const meta = () => [{ title: pageTitle("Delete a scenario") }];

export const loader = buyerOrCentre.loader({ params: ScenarioParams }, async ({ q, actor, params }) => ({
  scenario: requireChangeable(await scenarioView(q, { id: params.id, actor })),
}));

export const action = buyerOrCentre.action(
  { params: ScenarioParams, form: z.object({ editCount }) },
  async ({ tx, actor, params, form, now }) => {
    await deleteScenario(tx, { actor, at: now, scenarioId: params.id, editCount: form.editCount });
    return redirect("/simulator?done=deleted");
  },
);

export default function DeleteScenario() {
  const { scenario } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { sharedWith } = scenario;
  return (
    <>
      <BackLink href={`/simulator/${scenario.id}`}>Back to the scenario</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${scenario.title} (${scenario.id})`}>Delete this scenario?</PageTitle>
        <p>
          It cannot be brought back.{" "}
          {sharedWith.length > 0
            ? `${sharedWith.map((one) => one.name).join(", ")} will not see it any more either. `
            : null}
          The order, shortlist or agreement that it came from stays as it is.
        </p>
        <Form>
          <EditCount value={scenario.editCount} />
          <ButtonGroup>
            <SubmitButton variant="warning">Delete the scenario</SubmitButton>
            <ButtonLink href={`/simulator/${scenario.id}`} variant="secondary">
              Keep it
            </ButtonLink>
          </ButtonGroup>
        </Form>
      </ReadingColumn>
    </>
  );
}
