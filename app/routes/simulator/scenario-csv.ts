import { scenarioAnswer } from "~/domain/simulator/scenario-result.server";
import { scenarioView } from "~/domain/simulator/scenario-views.server";
import { buyerOrCentre } from "~/web/audience.server";
import { scenariosFile } from "~/web/simulator/scenario-csv.server";
import { ScenarioParams } from "~/web/simulator/scenario-forms";

export const loader = buyerOrCentre.loader(
  { params: ScenarioParams },
  async ({ q, actor, params, recipient }) => {
    const { id, title, ...scenario } = await scenarioView(q, { id: params.id, actor });
    return scenariosFile(recipient, `${id}`, [{ id, title, answer: await scenarioAnswer(q, scenario) }]);
  },
);
