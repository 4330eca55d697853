import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { isWithSupplier } from "~/domain/certification/claims/claim";
import {
  openConditionsOf,
  type OpenConditions,
} from "~/domain/certification/claims/open-conditions-views.server";
import { carryForward } from "~/domain/certification/claims/carry-forward-views.server";
import { claimHistory, claimView, type ClaimView } from "~/domain/certification/claims/claim-views.server";
import { claimHref } from "~/ui/certification/claim-frame";
import { ClaimEvidence, ClaimFacts, ClaimHistory, supplierFileHref } from "~/ui/certification/claim-parts";
import { claimTasks } from "~/ui/certification/claim-tasks";
import { ConfirmationPanel } from "~/ui/kit/confirmation-panel";
import { ButtonLink } from "~/ui/kit/form";
import { DayText } from "~/ui/kit/day";
import { Inset, WarningCallout } from "~/ui/kit/callouts";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TaskList, TaskProgress } from "~/ui/kit/task-list";
import { supplier } from "~/web/audience.server";
import { claimAddress } from "~/web/certification/claim-address";
import { ClaimParams } from "~/web/certification/claim-form";
import { withGaps, type OpenClaim } from "~/web/certification/open-claim.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";

export const meta = ({ data }: { data?: { claim: ClaimView } }) => [
  { title: pageTitle(data ? `Claim of ${data.claim.standardTitle}` : "Claim") },
];

export const loader = supplier.loader(
  { params: ClaimParams, query: z.object({ sent: z.string().optional(), done: z.string().optional() }) },
  async ({ q, actor, params, query, today }) => {
    const claim = await claimView(q, { claimId: params.id, supplierId: ownSupplier(actor) });
    return {
      claim,
      carry: isWithSupplier(claim.state) ? await carryForward(q, claim, today) : null,
      open: isWithSupplier(claim.state) ? await withGaps(q, claim, today) : null,
      conditions: isWithSupplier(claim.state) ? await openConditionsOf(q, { ...claim, today }) : null,
      history: await claimHistory(q, { claimId: claim.id }),
      justSent: query.sent === "1" && claim.state === "submitted",
      done: DONE[query.done ?? ""] ?? null,
    };
  },
);

const DONE: Record<string, string> = {
  begun: "The claim is begun. Give the evidence, then send it.",
  saved: "Your evidence is saved",
  carried: "The evidence is taken over. Give what is missing, then send the claim.",
  continued: "The claim goes on with the newer version",
};

export default function Claim() {
  const { claim, open, carry, history, justSent, done, conditions } = useLoaderData<typeof loader>();
  const holder = [claim.solutionName ?? claim.supplierName, claim.productVersion].filter(Boolean).join(" ");
  const title = `${claim.standardTitle} for ${holder}`;
  return (
    <>
      {done && open ? <NotificationBanner heading={done} success /> : null}
      <BackLink href="/supplying/certification">Certification</BackLink>
      <ReadingColumn>
        {justSent ? (
          <ConfirmationPanel
            title="Your claim was sent"
            reference={title}
            referenceLabel="It says that this is met:"
          />
        ) : (
          <PageTitle caption={open ? `Claim of version ${claim.version}` : "Claim"}>{title}</PageTitle>
        )}
        {conditions ? <ConditionsToMeet {...conditions} /> : null}
        {open && carry && carry.taken.length > 0 ? (
          <Inset>
            <p>
              {carry.taken.length === 1
                ? "One piece of evidence"
                : `Evidence for ${carry.taken.length} items`}{" "}
              of version {carry.productVersion} still counts and can be taken over.
            </p>
            <ButtonLink href={`${claimHref(claim)}/carry-forward`} variant="secondary">
              Take over evidence of version {carry.productVersion}
            </ButtonLink>
          </Inset>
        ) : null}
        {open ? (
          <Writing claim={open} />
        ) : (
          <>
            <Next claim={claim} />
            <ClaimFacts claim={claim} />
            <ClaimEvidence claim={claim} fileHref={supplierFileHref(claim.id)} />
          </>
        )}
        {history.length > 0 ? <ClaimHistory steps={history} /> : null}
      </ReadingColumn>
    </>
  );
}

/** What the new evidence has to show: the conditions of the certificate that there is. */
function ConditionsToMeet({ certificateNumber, conditions }: OpenConditions) {
  return (
    <Inset>
      <p>
        Certificate <a href={`/certificates/${certificateNumber}`}>{certificateNumber}</a> was given on
        condition. The evidence of its claim is here already: change what shows that these are met.
      </p>
      <ul>
        {conditions.map(({ text, dueOn }) => (
          <li key={text}>
            By <DayText day={dueOn} />: {text}
          </li>
        ))}
      </ul>
    </Inset>
  );
}

/** A claim that the supplier writes: what is to do, in order. */
function Writing({ claim }: { claim: OpenClaim }) {
  const tasks = claimTasks(claim);
  const base = claimHref(claim);
  return (
    <>
      {claim.state === "returned" ? (
        <WarningCallout level={2} heading="Why it came back">
          <p>{claim.decisionReason}</p>
          <p>What you gave is still here. Change what has to change, and send it again.</p>
        </WarningCallout>
      ) : null}
      {claim.goesOnWith ? (
        <Inset>
          <p>
            Version {claim.version} cannot be claimed any more. The claim can go on with version{" "}
            {claim.goesOnWith.version}, and keeps what you gave where that asks for the same.
          </p>
          <ButtonLink href={`${base}/version`}>Go on with version {claim.goesOnWith.version}</ButtonLink>
        </Inset>
      ) : null}
      <TaskProgress tasks={tasks} />
      <TaskList tasks={tasks} />
      {claim.state === "draft" ? (
        <p>
          <a href={`${base}/discard`}>Discard this claim</a>
        </p>
      ) : null}
    </>
  );
}

/** What happens now, and what the supplier can do. */
function Next({ claim }: { claim: ClaimView }) {
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
