import type { Day } from "~/domain/shared/day";
import type { LapseRules } from "~/domain/year-end/lapse-rules-views.server";
import { DayText } from "~/ui/kit/day";
import { DataTable } from "~/ui/kit/lists/data-table";

/** What the end of a standard opens: where nobody has to meet it any more, and what no longer comes back when it lapses. */
export function StandardEnd({
  lastDay,
  scopes,
  rules,
}: {
  lastDay: Day;
  /** Where it has to be met, in words. */
  scopes: readonly string[];
  rules: readonly LapseRules[];
}) {
  return (
    <>
      <h2>What its end opens</h2>
      <p>
        The last day is <DayText day={lastDay} />. From the day after it has to be met nowhere:
      </p>
      {scopes.length === 0 ? (
        <p>Nobody had to meet it: it was recommended.</p>
      ) : (
        <ul>
          {scopes.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      <DataTable
        id="rules"
        caption="Rules that no longer take money back for it"
        captionSize="s"
        rows={rules}
        rowKey={(row) => `${row.agreementId} ${row.version}`}
        columns={[
          {
            key: "agreement",
            header: "Agreement",
            rowHeader: true,
            cell: (row) => (
              <a href={`/commercial/agreements/${row.agreementId}/versions/${row.version}`}>{row.title}</a>
            ),
          },
          { key: "rules", header: "Rules", cell: (row) => row.ruleNumbers.join(", ") },
          {
            key: "orders",
            header: "Live orders under it",
            numeric: true,
            cell: (row) => row.orders.toLocaleString("en-GB"),
          },
        ]}
        empty={
          <p>
            No live order that has to meet it is under an agreement that takes money back when a standard
            lapses.
          </p>
        }
      />
      <p>
        A clawback for a certificate of it can be asked until its last day, and not for one that stops
        counting afterwards.
      </p>
    </>
  );
}
