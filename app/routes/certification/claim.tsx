import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { claimHistory, claimView, type ClaimView } from "~/domain/certification/claim-views.server";
import { ClaimEvidence, ClaimFacts, ClaimHistory } from "~/ui/certification/claim-parts";
import { ConfirmationPanel } from "~/ui/kit/confirmation-panel";
import { ButtonLink } from "~/ui/kit/form";
import { WarningCallout } from "~/ui/kit/callouts";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { supplier } from "~/web/audience.server";
import { claimAddress } from "~/web/certification/claim-address";
import { ownSupplier } from "~/web/catalogue/own-supplier";

const Params = z.object({ id: z.uuid() });

export const meta = ({ data }: { data?: { claim: ClaimView } }) => [
  { title: pageTitle(data ? `Claim of ${data.claim.standardTitle}` : "Claim") },
];

export const loader = supplier.loader(
  { params: Params, query: z.object({ sent: z.string().optional() }) },
  async ({ q, actor, params, query }) => {
    const claim = await claimView(q, { claimId: params.id, supplierId: ownSupplier(actor) });
    const history = await claimHistory(q, { claimId: claim.id });
    return { claim, history, justSent: query.sent === "1" && claim.state === "submitted" };
  },
);

export default function Claim() {
  const { claim, history, justSent } = useLoaderData<typeof loader>();
  const title = `${claim.standardTitle} for ${claim.solutionName ?? claim.supplierName}`;
  return (
    <>
      <BackLink href="/supplying/certification">Certification</BackLink>
      <ReadingColumn>
        {justSent ? (
          <ConfirmationPanel
            title="Your claim was sent"
            reference={title}
            referenceLabel="It says that this is met:"
          />
        ) : (
          <PageTitle caption="Claim">{title}</PageTitle>
        )}
        <Next claim={claim} />
        <ClaimFacts claim={claim} />
        <ClaimEvidence claim={claim} />
        <ClaimHistory steps={history} />
      </ReadingColumn>
    </>
  );
}

/** What happens now, and what the supplier can do. */
function Next({ claim }: { claim: ClaimView }) {
  if (claim.state === "returned") {
    return (
      <>
        <WarningCallout level={2} heading="The assessor returned it for correction">
          <p>{claim.decisionReason}</p>
        </WarningCallout>
        <ButtonLink href={`/supplying/certification/claim?claim=${claim.id}`}>
          Correct and send again
        </ButtonLink>
      </>
    );
  }
  if (claim.state === "rejected") {
    return (
      <>
        <WarningCallout level={2} heading="The assessor rejected it">
          <p>{claim.decisionReason}</p>
        </WarningCallout>
        <p>This claim is closed. You can claim again with other evidence.</p>
        <ButtonLink href={claimAddress({ ...claim, claimId: null })} variant="secondary">
          Make a new claim
        </ButtonLink>
      </>
    );
  }
  if (claim.state !== "submitted" && claim.state !== "in_review") return null;
  return (
    <>
      <h2>What happens next</h2>
      <ul>
        <li>An assessor of the centre reviews the evidence. Those that have waited longest come first.</li>
        <li>
          You are e-mailed the decision: approved, approved with conditions, returned or rejected, with the
          reason.
        </li>
        <li>When it is approved, a certificate is issued and counts at once. Until then nothing changes.</li>
      </ul>
    </>
  );
}
