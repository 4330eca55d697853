import { shownState, type SpendState } from "~/domain/local-spend/spend-state";
import { StatusTag } from "~/ui/kit/tag";

interface Shown {
  state: SpendState;
  declinedReason: string | null;
  withdrawnReason: string | null;
}

/** Whether a record counts, and why not where somebody said so. */
export function SpendStateCell({ row }: { row: Shown }) {
  const state = shownState(row);
  const why = state === "withdrawn" ? row.withdrawnReason : row.declinedReason;
  return (
    <>
      <StatusTag status={state} />
      {why ? (
        <>
          <br />
          {why}
        </>
      ) : null}
    </>
  );
}
