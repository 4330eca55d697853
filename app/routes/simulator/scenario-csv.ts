import { scenarioAnswer } from "~/domain/simulation/scenario-result.server";
import { scenarioView } from "~/domain/simulation/scenario-views.server";
import { buyerOrCentre } from "~/web/audience.server";
import { scenariosFile } from "~/web/scenario-csv.server";
import { ScenarioParams } from "~/web/scenario-forms";

export const loader = buyerOrCentre.loader(
  { params: ScenarioParams },
  async ({ q, actor, params, recipient }) => {
    const { id, title, ...scenario } = await scenarioView(q, { id: params.id, actor });
    return scenariosFile(recipient, `${id}`, [{ id, title, answer: await scenarioAnswer(q, scenario) }]);
  },
);
