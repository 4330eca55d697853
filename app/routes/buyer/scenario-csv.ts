import { scenarioAnswer } from "~/domain/simulation/scenario-result.server";
import { scenarioView } from "~/domain/simulation/scenario-views.server";
import { buyerOrCentre } from "~/web/audience.server";
import { scenariosCsv } from "~/web/scenario-csv.server";
import { ScenarioParams } from "~/web/scenario-forms";

export const loader = buyerOrCentre.loader({ params: ScenarioParams }, async ({ q, actor, params }) => {
  const { id, title, ...scenario } = await scenarioView(q, { id: params.id, actor });
  return scenariosCsv(`${id}.csv`, [{ id, title, answer: await scenarioAnswer(q, scenario) }]);
});
