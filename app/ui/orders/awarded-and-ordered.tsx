import type { AwardedAndOrdered } from "~/domain/orders/draft/awarded-views.server";
import { rankedAgain, addedTooMuchText, WAY_BACK_FROM_ADDED } from "~/domain/orders/draft/added";
import { besideCompared, WAY_BACK } from "~/domain/orders/draft/compared";
import { Inset, WarningCallout } from "~/ui/kit/callouts";
import { DataTable } from "~/ui/kit/lists/data-table";
import { Details } from "~/ui/kit/details";
import { MechanismTable } from "~/ui/frameworks/route-answers";

/** What was awarded beside what is ordered, and what follows where the order leaves what was compared. */
export function AwardedBesideOrdered({
  compared,
  againHref,
}: {
  compared: AwardedAndOrdered | null;
  /** Where the order goes back to comparison; null for whoever may not, or when it was sent. */
  againHref: string | null;
}) {
  if (!compared) return null;
  const { figures, tolerance, leaves, mechanism, stillNamed, added = [], tooMuch } = compared;
  return (
    <>
      <DataTable
        id="awarded"
        caption="Awarded and ordered"
        rows={figures}
        rowKey={(row) => row.figure}
        columns={[
          { key: "figure", header: "Figure", rowHeader: true, cell: (row) => row.figure },
          { key: "awarded", header: "Awarded", numeric: true, cell: (row) => row.awarded },
          { key: "ordered", header: "Ordered", numeric: true, cell: (row) => row.ordered },
          {
            key: "leaves",
            header: "Compared",
            cell: (row) => besideCompared(row, tolerance),
          },
        ]}
      />
      {tooMuch ? (
        <WarningCallout heading="This order grew by what was not compared">
          <p>{addedTooMuchText(tooMuch, added, tolerance)}</p>
          <p>The order cannot be sent like this. {WAY_BACK_FROM_ADDED}</p>
          {againHref ? (
            <p>
              <a href={againHref}>Compare again with these services</a>
            </p>
          ) : null}
        </WarningCallout>
      ) : null}
      {leaves && stillNamed ? (
        <Inset>
          <p>
            The order leaves what was compared by more than {tolerance / 100}%.{" "}
            {mechanism
              ? `${rankedAgain(mechanism, added)} It names the same solution, and this is kept with the order as evidence.`
              : "The lot has no mechanism that could be run again; the difference is kept with the order as evidence."}
          </p>
        </Inset>
      ) : null}
      {leaves && !stillNamed && mechanism ? (
        <WarningCallout heading="This is no longer what was compared">
          <p>{rankedAgain(mechanism, added)}</p>
          <p>The order cannot be sent like this. {WAY_BACK}</p>
          {againHref ? (
            <p>
              <a href={againHref}>Compare again on these figures</a>
            </p>
          ) : null}
        </WarningCallout>
      ) : null}
      {mechanism ? (
        <Details summary="How the lot’s mechanism ranked on the order’s own figures">
          <MechanismTable mechanism={mechanism} />
        </Details>
      ) : null}
    </>
  );
}
