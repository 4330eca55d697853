import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { CLAIM_DECISIONS, CLAIM_STATES } from "~/domain/certification/claim";
import { claimHistory, claimView } from "~/domain/certification/claim-views.server";
import { decideClaim } from "~/domain/certification/decide-claim.server";
import { takeUpClaim } from "~/domain/certification/take-up-claim.server";
import { isDay, type Day } from "~/domain/shared/day";
import { nextState } from "~/domain/shared/state-table";
import { Radios } from "~/ui/choice-fields";
import { ClaimEvidence, ClaimFacts, ClaimHistory } from "~/ui/claim-parts";
import { DateField, typedDate } from "~/ui/date-field";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/form";
import { useFormState } from "~/ui/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/page";
import { TextArea } from "~/ui/text-fields";
import { centre } from "~/web/audience.server";

const Params = z.object({ id: z.uuid() });
const text = z.string().trim().max(2000, "Use at most 2,000 characters").optional();
const digits = z.string().trim().max(4).optional();

/** Three boxes as a day, or null when all are empty. */
function dayFrom(form: Record<string, unknown>): string | null {
  const [year, month, date] = ["year", "month", "day"].map((part) => String(form[`dueOn-${part}`] ?? ""));
  if (!year && !month && !date) return null;
  return `${year!.padStart(4, "0")}-${month!.padStart(2, "0")}-${date!.padStart(2, "0")}`;
}

const DecisionForm = z
  .object({
    decision: z.enum(["take_up", ...CLAIM_DECISIONS], { message: "Choose a decision" }),
    reason: text,
    condition: text,
    "dueOn-day": digits,
    "dueOn-month": digits,
    "dueOn-year": digits,
  })
  .superRefine((form, context) => {
    const say = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (form.decision === "take_up" || form.decision === "approve") return;
    if (!form.reason) say("reason", "Give the reason for the decision");
    if (form.decision !== "approve_with_conditions") return;
    if (!form.condition) say("condition", "Say what the supplier must do");
    const due = dayFrom(form);
    if (due === null || !isDay(due)) say("dueOn", "Enter the day it is due, for example 31 3 2027");
  })
  .transform((form) => ({ ...form, dueOn: dayFrom(form) as Day | null }));

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Claim for ${data.claim.standardTitle}` : "Claim") },
];

export const loader = centre.loader(
  { params: Params, roles: ["assessor", "commercial_officer", "auditor"] },
  async ({ q, params, actor }) => {
    const [claim, history] = await Promise.all([
      claimView(q, { claimId: params.id }),
      claimHistory(q, { claimId: params.id }),
    ]);
    const mayAct = actor.roles.includes("assessor") || actor.roles.includes("commercial_officer");
    return {
      claim,
      history,
      mayDecide: mayAct && nextState(CLAIM_STATES, claim.state, "approve") !== null,
      mayTakeUp: mayAct && nextState(CLAIM_STATES, claim.state, "take_up") !== null,
    };
  },
);

export const action = centre.action(
  { params: Params, form: DecisionForm, roles: ["assessor", "commercial_officer"] },
  async ({ tx, params, form, actor, now, today }) => {
    const base = { actor, at: now, today, claimId: params.id };
    if (form.decision === "take_up") await takeUpClaim(tx, base);
    else {
      const conditional = form.decision === "approve_with_conditions";
      await decideClaim(tx, {
        ...base,
        decision: form.decision,
        reason: form.reason ?? "",
        conditions: conditional ? [{ text: form.condition!, dueOn: form.dueOn! }] : [],
      });
    }
    return redirect(`/commercial/assessments/${params.id}`);
  },
);

export default function Assessment() {
  const { claim, history, mayDecide, mayTakeUp } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <BackLink href="/commercial/assessments">Assessments</BackLink>
      <ReadingColumn>
        <ErrorSummary errors={state?.errors} problem={state?.problem} />
        <PageTitle caption={claim.supplierName}>
          {claim.standardTitle} for {claim.solutionName ?? claim.supplierName}
        </PageTitle>
        <ClaimFacts claim={claim} />
        <ClaimEvidence claim={claim} />
        {history.length > 1 ? <ClaimHistory steps={history} /> : null}
        {mayTakeUp ? (
          <Form>
            <input type="hidden" name="decision" value="take_up" />
            <SubmitButton variant="secondary">Start the review</SubmitButton>
          </Form>
        ) : null}
        {mayDecide ? <Decision /> : null}
      </ReadingColumn>
    </>
  );
}

function Decision() {
  const state = useFormState();
  const field = fields(state);
  const condition = (
    <>
      <TextArea {...field("condition")} label="What the supplier must do" rows={3} />
      <DateField
        name="dueOn"
        label="Due by"
        hint="The certificate stops counting on the day after. For example 31 3 2027"
        error={state?.errors["dueOn"]}
        parts={typedDate(state, "dueOn")}
      />
    </>
  );
  return (
    <Form aria-label="Decision">
      <h2>{hasErrors(state) ? "Mend your decision" : "Decide"}</h2>
      <Radios
        {...field("decision")}
        label="Decision"
        choices={[
          { value: "approve", label: "Approve", hint: "A certificate is issued from today" },
          {
            value: "approve_with_conditions",
            label: "Approve with a condition",
            hint: "A certificate is issued from today and counts until the condition is due",
            conditional: condition,
          },
          {
            value: "return",
            label: "Return for correction",
            hint: "The supplier corrects and sends it again",
          },
          { value: "reject", label: "Reject" },
        ]}
      />
      <TextArea
        {...field("reason")}
        label="Reason"
        hint="The supplier reads it. You can leave it empty when you approve without a condition."
        maxLength={2000}
      />
      <SubmitButton>Record the decision</SubmitButton>
    </Form>
  );
}
