import { answeredScenarios } from "~/domain/simulation/compared-views.server";
import { buyerOrCentre } from "~/web/audience.server";
import { scenariosFile } from "~/web/scenario-csv.server";
import { CompareQuery } from "~/web/scenario-forms";

export const loader = buyerOrCentre.loader({ query: CompareQuery }, async ({ q, actor, query, recipient }) =>
  scenariosFile(recipient, "scenarios", await answeredScenarios(q, { ids: query.scenarios, actor })),
);
