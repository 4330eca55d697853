import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Queryable } from "~db";
import { certificateEnd, CLAIM_STATES, type ClaimDecision } from "~/domain/certification/claims/claim";
import { formerSuspension } from "~/domain/certification/claims/former-suspension-views.server";
import { claimHistory, claimView } from "~/domain/certification/claims/claim-views.server";
import { decideClaim } from "~/domain/certification/claims/decide-claim.server";
import { takeUpClaim } from "~/domain/certification/claims/take-up-claim.server";
import type { Day } from "~/domain/shared/day";
import { nextState } from "~/domain/shared/state-table";
import { SuspendedBefore } from "~/ui/certification/suspended-before";
import { ClaimDecisionCheck, ClaimDecisionForm } from "~/ui/certification/claim-decision";
import { assessorFileHref, ClaimEvidence, ClaimFacts, ClaimHistory } from "~/ui/certification/claim-parts";
import { ErrorSummary, Form, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { conditionRows, DecisionForm, readConditions } from "~/web/certification/decision-form";

const Params = z.object({ id: z.uuid() });

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Claim for ${data.claim.standardTitle}` : "Claim") },
];

export const loader = centre.loader(
  { params: Params, roles: ["assessor", "commercial_officer", "auditor"] },
  async ({ q, params, actor, today }) => {
    const [claim, history] = await Promise.all([
      claimView(q, { claimId: params.id }),
      claimHistory(q, { claimId: params.id, named: true }),
    ]);
    const { versionId: standardVersionId, supplierId, solutionId } = claim;
    const former = await formerSuspension(q, { standardVersionId, supplierId, solutionId });
    const mayAct = actor.roles.includes("assessor") || actor.roles.includes("commercial_officer");
    return {
      claim,
      history,
      former: claim.state === "submitted" || claim.state === "in_review" ? former : null,
      validTo: certificateEnd(today, claim.validityMonths),
      mayDecide: mayAct && nextState(CLAIM_STATES, claim.state, "approve") !== null,
      mayTakeUp: mayAct && nextState(CLAIM_STATES, claim.state, "take_up") !== null,
    };
  },
);

/** The conditions of an approval that has some, with what is wrong with them; none of another decision. */
async function conditionsOf(q: Queryable, claimId: string, form: Record<string, unknown>, today: Day) {
  if (form.decision !== "approve_with_conditions") return { conditions: [], errors: {} };
  const { validityMonths } = await claimView(q, { claimId });
  return readConditions(form, { today, validTo: certificateEnd(today, validityMonths) });
}

export const action = centre.action(
  {
    params: Params,
    form: DecisionForm,
    roles: ["assessor", "commercial_officer"],
    also: async ({ q, params, known, today }) => (await conditionsOf(q, params.id, known, today)).errors,
  },
  async ({ tx, params, form, actor, now, today }) => {
    const base = { actor, at: now, today, claimId: params.id };
    const page = `/commercial/assessments/${params.id}`;
    if (form.decision === "take_up") {
      await takeUpClaim(tx, base);
      return redirect(page);
    }
    const step = stepOf(form);
    if (form.step === "more") {
      return shownAgain({ ...form, rows: String(conditionRows(form) + 1) }, "change");
    }
    if (step === "change") return shownAgain(form, "change");
    const decision = form.decision as ClaimDecision;
    const { conditions } = await conditionsOf(tx, params.id, form, today);
    const decided = { ...base, decision, reason: form.reason ?? "", conditions };
    if (step === "check") {
      await rehearse(tx, (trial) => decideClaim(trial, decided));
      return shownAgain(form, "check");
    }
    await decideClaim(tx, decided);
    return redirect(page);
  },
);

export default function Assessment() {
  const { claim, history, former, mayDecide, mayTakeUp, validTo } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const holder = claim.solutionName ?? claim.supplierName;
  const deciding = mayDecide && checked;
  return (
    <>
      <BackLink href="/commercial/assessments">Assessments</BackLink>
      <ReadingColumn>
        <ErrorSummary errors={state?.errors} problem={state?.problem} />
        <PageTitle caption={deciding ? `${claim.standardTitle} for ${holder}` : claim.supplierName}>
          {deciding ? "Check your decision" : `${claim.standardTitle} for ${holder}`}
        </PageTitle>
        {deciding ? (
          <ClaimDecisionCheck
            state={state!}
            former={former}
            supplierName={claim.supplierName}
            validTo={validTo}
            evidence={claim.evidence}
          />
        ) : (
          <>
            {former ? <SuspendedBefore former={former} /> : null}
            <ClaimFacts claim={claim} />
            <ClaimEvidence claim={claim} fileHref={assessorFileHref(claim.id)} />
            {history.length > 1 ? <ClaimHistory steps={history} /> : null}
            {mayTakeUp ? (
              <Form>
                <h2>Decide</h2>
                <p>Start the review first: the supplier and the other assessors see that it is in hand.</p>
                <input type="hidden" name="decision" value="take_up" />
                <SubmitButton>Start the review</SubmitButton>
              </Form>
            ) : null}
            {mayDecide ? (
              <ClaimDecisionForm state={state} validTo={validTo} rows={conditionRows(state?.values ?? {})} />
            ) : null}
          </>
        )}
      </ReadingColumn>
    </>
  );
}
