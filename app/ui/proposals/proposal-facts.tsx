import type { ProposalRow } from "~/domain/proposals/proposal-views.server";
import { PROPOSALS } from "~/domain/proposals/proposal";
import { formatDay } from "~/domain/shared/day";
import { MomentText } from "~/ui/kit/day";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";

/** What waits for another officer has one word, whether money, a waiver or an agreement's end was asked for. */
const waitsAs = (state: ProposalRow["state"]) => (state === "proposed" ? "waiting" : state);

export interface ShownProposal extends ProposalRow {
  /** The standard, solution and buyer of a waiver. */
  names: { standard: string; solution: string; buyer: string | null } | null;
}

/** "End Frontline Digitisation, version 1, after 31 March 2027" */
export function proposalTitle({ wish, names }: ShownProposal): string {
  if (wish.kind === "end-agreement") {
    return `End ${wish.title}, version ${wish.version}, after ${formatDay(wish.lastDay)}`;
  }
  if (wish.kind === "close-fund") return `Close ${wish.fundName} on ${formatDay(wish.closesOn)}`;
  if (wish.kind === "bind-allocations")
    return wish.bind
      ? `Make the allocations of ${wish.fundName} bind`
      : `Let the allocations of ${wish.fundName} guide`;
  if (wish.kind === "withdraw-award") return `Withdraw award ${wish.awardId} of ${wish.organisationName}`;
  return `Waive ${names!.standard} for ${names!.solution}`;
}

/** What is proposed, by whom, why, and what became of it; of a waiver that waits, how the solution stands today. */
export function ProposalFacts({
  proposal,
  statusToday,
}: {
  proposal: ShownProposal;
  statusToday: string | null;
}) {
  const { decidedAt } = proposal;
  return (
    <SummaryList
      rows={[
        { key: "reference", label: "Reference", value: proposal.reference },
        { key: "state", label: "State", value: <StatusTag status={waitsAs(proposal.state)} /> },
        { key: "kind", label: "What is proposed", value: PROPOSALS[proposal.kind] },
        ...termRows(proposal),
        ...(statusToday ? [{ key: "today", label: "Today", value: statusToday }] : []),
        { key: "reason", label: "Reason", value: proposal.reason },
        {
          key: "by",
          label: "Proposed by",
          value: (
            <>
              {proposal.proposedByName}, <MomentText at={proposal.proposedAt} />
            </>
          ),
        },
        ...(decidedAt
          ? [
              {
                key: "decided",
                label: proposal.state === "withdrawn" ? "Withdrawn by" : "Decided by",
                value: (
                  <>
                    {proposal.decidedByName}, <MomentText at={decidedAt} />
                  </>
                ),
              },
            ]
          : []),
        ...(proposal.decisionReason ? [{ key: "why", label: "Why", value: proposal.decisionReason }] : []),
      ]}
    />
  );
}

function termRows({ wish, names }: ShownProposal) {
  if (wish.kind === "end-agreement") {
    return [
      {
        key: "agreement",
        label: "Agreement",
        value: (
          <>
            <a href={`/commercial/agreements/${wish.agreementId}`}>{wish.title}</a>, {wish.agreementId},
            version {wish.version}
          </>
        ),
      },
      { key: "last", label: "Last day on which it applies", value: formatDay(wish.lastDay) },
    ];
  }
  if (wish.kind === "withdraw-award") {
    return [
      {
        key: "award",
        label: "Award",
        value: (
          <>
            <a href={`/commercial/awards/${wish.awardId}`}>{wish.awardId}</a>, to {wish.organisationName} from{" "}
            {wish.fundName}
          </>
        ),
      },
    ];
  }
  if (wish.kind === "close-fund" || wish.kind === "bind-allocations") return fundRows(wish);
  return [
    {
      key: "standard",
      label: "Standard",
      value: <a href={`/standards/${wish.standardId}`}>{names!.standard}</a>,
    },
    {
      key: "solution",
      label: "Solution",
      value: <a href={`/solutions/${wish.solutionId}`}>{names!.solution}</a>,
    },
    { key: "buyer", label: "For", value: names!.buyer ?? "Every buyer" },
    { key: "from", label: "First day", value: formatDay(wish.validFrom) },
    { key: "to", label: "Last day", value: formatDay(wish.validTo) },
  ];
}

function fundRows(wish: Extract<ShownProposal["wish"], { kind: "close-fund" | "bind-allocations" }>) {
  const fund = {
    key: "fund",
    label: "Fund",
    value: <a href={`/commercial/funding/${encodeURIComponent(wish.fundId)}`}>{wish.fundName}</a>,
  };
  if (wish.kind === "close-fund")
    return [
      fund,
      { key: "opens", label: "Opening date", value: formatDay(wish.opensOn) },
      { key: "closes", label: "Last day for orders", value: formatDay(wish.closesOn) },
    ];
  return [
    fund,
    {
      key: "bind",
      label: "An order may take",
      value: wish.bind ? "No more than what is set aside" : "Whatever is free to commit in the fund",
    },
  ];
}
