import { feedbackOf, outOfFive } from "~/domain/applications/application-emails";
import type { Assessment } from "~/domain/applications/assessment";
import type { Clash } from "~/domain/applications/clash-views.server";
import { costName } from "~/domain/applications/profile/profile";
import { weightedScore, type Criterion } from "~/domain/applications/scoring";
import { formatPence } from "~/domain/money/format";
import { WarningCallout } from "~/ui/kit/callouts";
import { DataTable } from "~/ui/kit/lists/data-table";
import { Details } from "~/ui/kit/details";

/** Other awards that pay for what this application asks for, or seem to. */
export function ClashNotes({
  clashes,
  lookalikes,
}: {
  clashes: readonly Clash[];
  lookalikes: readonly Clash[];
}) {
  const line = (clash: Clash) => (
    <li key={`${clash.awardId}-${costName(clash.cost)}`}>
      <a href={`/commercial/awards/${clash.awardId}`}>{clash.awardId}</a> from {clash.fundName} gives{" "}
      {formatPence(clash.amount)} for {costName(clash.cost)}
    </li>
  );
  return (
    <>
      {clashes.length > 0 ? (
        <WarningCallout heading="Another award pays for this already">
          <ul>{clashes.map(line)}</ul>
          <p>One cost is never paid twice from two funds: it cannot be awarded while that one stands.</p>
        </WarningCallout>
      ) : null}
      {lookalikes.length > 0 ? (
        <WarningCallout heading="Look whether this is the same cost by another name">
          <ul>{lookalikes.map(line)}</ul>
          <p>The same organisation has these awards for other needs of the same kind and year.</p>
        </WarningCallout>
      ) : null}
    </>
  );
}

/** Every assessor's scores by criterion, with weights and the mean; hidden until one's own are recorded. */
export function ScoresTable({
  criteria,
  assessments,
  recorded,
  mean,
}: {
  criteria: readonly Criterion[];
  assessments: readonly Assessment[] | null;
  recorded: number;
  mean: number | null;
}) {
  if (assessments === null)
    return (
      <p>
        {recorded} {recorded === 1 ? "assessment is" : "assessments are"} recorded. You see them when yours
        is, so that each is independent.
      </p>
    );
  const scored = assessments.filter(({ conflict }) => !conflict);
  const conflicted = assessments.filter(({ conflict }) => conflict);
  if (assessments.length === 0) return <p>Nobody has scored it yet.</p>;
  return (
    <>
      {scored.length > 0 ? (
        <DataTable
          id="scores"
          caption={`Scores, mean ${mean === null ? "none" : outOfFive(mean)}`}
          rows={criteria}
          rowKey={({ id }) => id}
          narrow="scroll"
          columns={[
            { key: "criterion", header: "Criterion", rowHeader: true, cell: ({ title }) => title },
            { key: "weight", header: "Weight", numeric: true, cell: ({ weight }) => weight },
            ...scored.map((one) => ({
              key: one.assessorId,
              header: one.assessorName,
              numeric: true,
              cell: ({ id }: Criterion) => one.scores.find(({ criterion }) => criterion === id)?.score ?? "–",
            })),
          ]}
          totals={[
            {
              criterion: "Weighted, of 5",
              weight: 100,
              ...Object.fromEntries(
                scored.map((one) => [
                  one.assessorId,
                  outOfFive(weightedScore(criteria, one.scores)).slice(0, 4),
                ]),
              ),
            },
          ]}
        />
      ) : null}
      <Reasons criteria={criteria} scored={scored} />
      {conflicted.map((one) => (
        <p key={one.assessorId}>
          {one.assessorName} declared a conflict of interest: {one.declaration}
        </p>
      ))}
    </>
  );
}

function Reasons({ criteria, scored }: { criteria: readonly Criterion[]; scored: readonly Assessment[] }) {
  if (scored.length === 0) return null;
  return (
    <Details summary="The reasons for the scores">
      {feedbackOf(criteria, scored, ({ assessorName }) => assessorName).map(({ id, title, lines }) => (
        <div key={id}>
          <h3 className="nhsuk-heading-s">{title}</h3>
          <ul>
            {lines.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      ))}
    </Details>
  );
}
