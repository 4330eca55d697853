import type { Queryable } from "~db";
import type { Actor } from "~/domain/audit/event";
import { scenarioAnswer, type ScenarioAnswer } from "./scenario-result.server";
import { scenariosByIds, type ScenarioView } from "./scenario-views.server";

export interface ComparedScenario extends Pick<ScenarioView, "id" | "title" | "input" | "buyerName"> {
  answer: ScenarioAnswer;
}

/** Several scenarios with their answers, in the order asked for. Throws not-found for one that is not the person's. */
export async function answeredScenarios(
  q: Queryable,
  { ids, actor }: { ids: readonly string[]; actor: Pick<Actor, "organisationCode" | "roles"> },
): Promise<ComparedScenario[]> {
  const answered: ComparedScenario[] = [];
  for (const scenario of await scenariosByIds(q, { ids, actor })) {
    const { id, title, input, buyerName } = scenario;
    answered.push({ id, title, input, buyerName, answer: await scenarioAnswer(q, scenario) });
  }
  return answered;
}
