import { shownCode } from "~/domain/shared/organisation-words";
import { scenariosFor, type ScenarioRow } from "~/domain/simulator/scenario-views.server";
import { baseWords } from "~/ui/simulator/scenario-parts";
import { buyerOrCentre } from "~/web/audience.server";
import { fileOfList } from "~/web/lists/list-download.server";

/** Every scenario that the person can open, the latest changed first, as a file. */
export const loader = buyerOrCentre.loader({}, ({ actor, today, recipient }) =>
  fileOfList<ScenarioRow>(
    recipient,
    `dovetail-scenarios-${today}`,
    [
      { header: "Scenario", value: (row) => row.id },
      { header: "Title", value: (row) => row.title },
      { header: "Started from", value: (row) => baseWords(row) },
      { header: "Organisation code", value: (row) => shownCode(row.organisationCode) },
      { header: "Organisation", value: (row) => row.organisationName },
      { header: "Last changed at", value: (row) => row.updatedAt.toISOString() },
      { header: "Last changed by", value: (row) => row.updatedByName },
    ],
    (tx) => scenariosFor(tx, actor),
  ),
);
