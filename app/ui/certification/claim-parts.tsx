import { CLAIM_STATE_WORDS } from "~/domain/certification/claim";
import type { ClaimStep, ClaimView } from "~/domain/certification/claim-views.server";
import { validityText } from "~/domain/certification/standard-text";
import type { Day } from "~/domain/shared/day";
import { DayText, MomentText } from "~/ui/kit/day";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { Timeline } from "~/ui/kit/timeline";

/** The facts of a claim, for the supplier and for the assessor. */
export function ClaimFacts({ claim }: { claim: ClaimView }) {
  const rows = [
    { key: "state", label: "State", value: <StatusTag status={CLAIM_STATE_WORDS[claim.state]} /> },
    { key: "version", label: "Version of the standard", value: claim.version },
    { key: "validity", label: "A certificate lasts", value: validityText(claim.validityMonths) },
    {
      key: "submitted",
      label: "Submitted",
      value: claim.submittedAt ? <MomentText at={claim.submittedAt} /> : null,
    },
    { key: "decided", label: "Decided", value: claim.decidedAt ? <MomentText at={claim.decidedAt} /> : null },
    { key: "reason", label: "Reason", value: claim.decisionReason },
    {
      key: "certificate",
      label: "Certificate",
      value: claim.certificateNumber ? (
        <a href={`/certificates/${claim.certificateNumber}`}>{claim.certificateNumber}</a>
      ) : null,
    },
  ];
  return <SummaryList rows={rows.filter((row) => row.value !== null)} />;
}

export interface GivenEvidence {
  kind: string;
  reference: string;
  issuedOn: Day | null;
  expiresOn: Day | null;
}

/** One piece of evidence: a link is a link, and its dates stand below. */
export function EvidenceText({ given }: { given: GivenEvidence }) {
  return (
    <p>
      {given.kind === "url" ? (
        <a href={given.reference} rel="noreferrer">
          {given.reference}
        </a>
      ) : (
        given.reference
      )}
      {given.issuedOn ? (
        <>
          <br />
          Issued <DayText day={given.issuedOn} />
        </>
      ) : null}
      {given.expiresOn ? (
        <>
          , until <DayText day={given.expiresOn} />
        </>
      ) : null}
    </p>
  );
}

/** The evidence of a claim, by what the standard asks for. */
export function ClaimEvidence({ claim }: { claim: ClaimView }) {
  return (
    <>
      <h2>Evidence</h2>
      {claim.evidence.length === 0 ? <p>This version of the standard asks for none.</p> : null}
      <SummaryList
        rows={claim.evidence.map((item) => ({
          key: String(item.position),
          label: item.title,
          value: item.given.map((given, index) => <EvidenceText given={given} key={index} />),
        }))}
      />
    </>
  );
}

const STEPS: Record<string, string> = {
  "claim.submitted": "Sent to the assessors",
  "claim.taken-up": "Review started",
  "claim.approved": "Approved",
  "claim.approved-with-conditions": "Approved with conditions",
  "claim.returned": "Returned for correction",
  "claim.rejected": "Rejected",
};

/** What happened to a claim, with the words that were given. */
export function ClaimHistory({ steps }: { steps: readonly ClaimStep[] }) {
  return (
    <>
      <h2>History</h2>
      <Timeline
        entries={steps.map((step, index) => ({
          key: String(index),
          title: STEPS[step.action] ?? step.action,
          when: (
            <>
              <MomentText at={step.at} />, {step.by}
            </>
          ),
          description: step.reason ? <p>{step.reason}</p> : undefined,
        }))}
      />
    </>
  );
}
