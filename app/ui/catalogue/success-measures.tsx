import { wordsOf } from "~/domain/catalogue/facet-words";
import type { SolutionView } from "~/domain/catalogue/solution-views.server";
import type { SuccessMeasure } from "~/domain/listings/content";
import { SUCCESS_MEASURES } from "~/domain/listings/parts";
import { DataTable } from "~/ui/kit/lists/data-table";

/** What changes where it is used, and for which mission; an older listing is silent. */
export function SuccessMeasures({ solution }: { solution: SolutionView }) {
  const measures = solution.successMeasures as SuccessMeasure[];
  if (measures.length === 0 && solution.missions.length === 0) return null;
  return (
    <>
      {solution.missions.length > 0 ? (
        <p>
          <strong>Missions that it serves:</strong> {solution.missions.map(wordsOf).join(", ")}
        </p>
      ) : null}
      {measures.length > 0 ? (
        <DataTable
          id="measures"
          caption="Success measures of What Good Looks Like"
          captionSize="s"
          rows={measures.map((one, index) => ({ ...one, at: index }))}
          rowKey={(row) => String(row.at)}
          columns={[
            {
              key: "measure",
              header: "Measure",
              rowHeader: true,
              cell: (row) => SUCCESS_MEASURES[row.measure],
            },
            { key: "mission", header: "Mission", cell: (row) => wordsOf(row.mission) },
            { key: "effect", header: "What changes", cell: (row) => row.effect },
            {
              key: "evidence",
              header: "Where to read it",
              cell: (row) =>
                row.evidence ? (
                  <a href={row.evidence} rel="noopener">
                    {row.evidence}
                  </a>
                ) : (
                  "Not stated"
                ),
            },
          ]}
        />
      ) : null}
    </>
  );
}
