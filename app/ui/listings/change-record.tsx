import { changeStateWord } from "~/domain/listings/change";
import type { ChangeView } from "~/domain/listings/change-views.server";
import type { ReviewEnd } from "~/domain/listings/review/ended-review";
import { MomentText } from "~/ui/kit/day";
import { SummaryList, type SummaryRow } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";

const by = (name: string | null, at: Date | null) =>
  at ? (
    <>
      {name}, <MomentText at={at} />
    </>
  ) : null;

const ENDED: Record<ReviewEnd, string> = {
  taken_back: "Taken back",
  discarded: "Discarded",
  listing_withdrawn: "Closed with its listing, which was withdrawn",
};

/** What became of a change: its state, whose it is, who sent it in and decided, where it is, and the version that came of it. */
export function ChangeRecord({
  change,
  whose,
  where,
}: {
  change: ChangeView;
  whose: SummaryRow;
  where?: SummaryRow;
}) {
  const { state, submittedByName, submittedAt, decidedByName, decidedAt, solutionId, publishedVersion } =
    change;
  const { endedHow, endedByName, endedAt } = change;
  const rows: SummaryRow[] = [
    { key: "state", label: "State", value: <StatusTag status={state} label={changeStateWord(state)} /> },
    whose,
    { key: "sent", label: "Sent in", value: by(submittedByName, submittedAt) },
    { key: "decided", label: "Decided", value: by(decidedByName, decidedAt) },
    { key: "ended", label: endedHow ? ENDED[endedHow] : "", value: by(endedByName ?? "", endedAt) },
    ...(where ? [where] : []),
    {
      key: "version",
      label: "Published as",
      value: publishedVersion ? (
        <a href={`/solutions/${solutionId}/versions/${publishedVersion}`}>Version {publishedVersion}</a>
      ) : null,
    },
  ];
  return <SummaryList rows={rows.filter((row) => row.value !== null)} />;
}
