import type { Day } from "~/domain/shared/day";
import { Inset } from "~/ui/kit/callouts";
import { DayText } from "~/ui/kit/day";
import type { SummaryRow } from "~/ui/kit/summary-list";

const movementHref = (id: string) => `/commercial/ledger/entries/${id}`;

/** A sentence of what a reversal means, its movement linked for those who may open the ledger; nothing where none was made. */
export function ReversedNote({
  made,
  what,
  then,
  linked,
}: {
  made: { reversalId: string | null; reversedOn: Day | null };
  /** "The payment of this invoice" */
  what: string;
  then: string;
  linked: boolean;
}) {
  if (made.reversalId === null || made.reversedOn === null) return null;
  return (
    <Inset>
      <p>
        {what} was reversed in the ledger on <DayText day={made.reversedOn} />
        {linked ? (
          <>
            {" "}
            by <a href={movementHref(made.reversalId)}>another movement</a>
          </>
        ) : null}
        . {then}
      </p>
    </Inset>
  );
}

/** The movement that something made, and the one that took it back, as rows of its facts; none until it made one. */
export function movementRows(made: {
  movementId: string | null;
  reversalId: string | null;
  reversedOn: Day | null;
}): SummaryRow[] {
  if (made.movementId === null) return [];
  return [
    {
      key: "movement",
      label: "In the ledger",
      value: <a href={movementHref(made.movementId)}>The movement</a>,
    },
    ...(made.reversalId !== null && made.reversedOn !== null
      ? [
          {
            key: "reversal",
            label: "Reversed",
            value: (
              <>
                On <DayText day={made.reversedOn} /> by{" "}
                <a href={movementHref(made.reversalId)}>the movement that took it back</a>
              </>
            ),
          },
        ]
      : []),
  ];
}
