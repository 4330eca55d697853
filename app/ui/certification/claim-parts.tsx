import { CLAIM_STATE_WORDS } from "~/domain/certification/claims/claim";
import type { ClaimStep, ClaimView, GivenEvidence } from "~/domain/certification/claims/claim-views.server";
import { validityText } from "~/domain/certification/standard-text";
import { downloadName, fileText, type FileFacts } from "~/domain/files/file-kind";
import { DayText, MomentText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { Timeline } from "~/ui/kit/timeline";

/** The facts of a claim, for the supplier and for the assessor. */
export function ClaimFacts({ claim }: { claim: ClaimView }) {
  const rows = [
    { key: "state", label: "State", value: <StatusTag status={CLAIM_STATE_WORDS[claim.state]} /> },
    { key: "version", label: "Version of the standard", value: claim.version },
    { key: "product", label: "Version of the product", value: claim.productVersion },
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

/** One piece of evidence: a link is a link, a file is there to download, and its dates stand below. */
function EvidenceText({ given, fileHref }: { given: GivenEvidence; fileHref: (id: string) => string }) {
  const { kind, reference, file, issuedOn, expiresOn, takenFrom } = given;
  return (
    <p>
      {file ? <EvidenceFile file={file} href={fileHref(file.id)} /> : null}
      {kind === "url" ? (
        <a href={reference} rel="noreferrer">
          {reference}
        </a>
      ) : file ? null : (
        reference
      )}
      {issuedOn ? (
        <>
          <br />
          Issued <DayText day={issuedOn} />
        </>
      ) : null}
      {expiresOn ? (
        <>
          , until <DayText day={expiresOn} />
        </>
      ) : null}
      {takenFrom ? (
        <>
          <br />
          Taken over from version {takenFrom} of the product
        </>
      ) : null}
    </p>
  );
}

/** All that was given for one item. */
export function ItemEvidence({
  given,
  fileHref,
}: {
  given: readonly GivenEvidence[];
  fileHref: (id: string) => string;
}) {
  if (given.length === 0) return <>None given</>;
  return given.map((one, index) => <EvidenceText given={one} fileHref={fileHref} key={index} />);
}

function EvidenceFile({ file, href }: { file: FileFacts; href: string }) {
  return (
    <>
      <a href={href} download={downloadName(file)}>
        {fileText(file)}
      </a>
      {file.scan === "clean" ? null : (
        <>
          <br />
          Not scanned for viruses: open it with care.
        </>
      )}
    </>
  );
}

/** Where the file of a claim's evidence is downloaded, for the supplier and for the centre. */
export const supplierFileHref = (claimId: string) => (id: string) =>
  `/supplying/certification/claims/${claimId}/files/${id}`;
export const assessorFileHref = (claimId: string) => (id: string) =>
  `/commercial/assessments/${claimId}/files/${id}`;

/** The evidence of a claim, by what the standard asks for, and what it was sent with before. */
export function ClaimEvidence({ claim, fileHref }: { claim: ClaimView; fileHref: (id: string) => string }) {
  return (
    <>
      <h2>Evidence</h2>
      {claim.evidence.length === 0 ? <p>This version of the standard asks for none.</p> : null}
      <EvidenceList items={claim.evidence} fileHref={fileHref} />
      {claim.earlier.map(({ submission, evidence }) => (
        <Details key={submission} summary={`Evidence of submission ${submission}`}>
          <EvidenceList items={evidence} fileHref={fileHref} />
        </Details>
      ))}
    </>
  );
}

function EvidenceList({
  items,
  fileHref,
}: {
  items: readonly { position: number; title: string; given: readonly GivenEvidence[] }[];
  fileHref: (id: string) => string;
}) {
  return (
    <SummaryList
      rows={items.map((item) => ({
        key: String(item.position),
        label: item.title,
        value: <ItemEvidence given={item.given} fileHref={fileHref} />,
      }))}
    />
  );
}

const STEPS: Record<string, string> = {
  "claim.submitted": "Sent to the assessors",
  "claim.taken-up": "Review started",
  "claim.approved": "Approved",
  "claim.approved-with-conditions": "Approved with conditions",
  "claim.returned": "Returned for correction",
  "claim.rejected": "Rejected",
  "claim.continued": "Went on with a newer version of the standard",
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
