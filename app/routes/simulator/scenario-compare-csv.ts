import { answeredScenarios } from "~/domain/simulator/compared-views.server";
import { buyerOrCentre } from "~/web/audience.server";
import { scenariosFile } from "~/web/simulator/scenario-csv.server";
import { CompareQuery } from "~/web/simulator/scenario-forms";

export const loader = buyerOrCentre.loader({ query: CompareQuery }, async ({ q, actor, query, recipient }) =>
  scenariosFile(recipient, "scenarios", await answeredScenarios(q, { ids: query.scenarios, actor })),
);
