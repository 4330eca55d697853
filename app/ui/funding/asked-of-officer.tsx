import type { ReactNode } from "react";
import type { Day } from "~/domain/shared/day";
import type { ProblemText } from "~/domain/shared/problem";
import { WarningCallout } from "~/ui/kit/callouts";
import { CannotNow } from "~/ui/kit/cannot-now";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { MomentText } from "~/ui/kit/day";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, NotificationBanner, PageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList, type SummaryRow } from "~/ui/kit/summary-list";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { movementRows } from "~/ui/ledger/made-movement";

/** What one officer asked for and another decides, as its page shows it. */
export interface AskedOfOfficer {
  reason: string;
  requestedByName: string;
  requestedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  movementId: string | null;
  reversalId: string | null;
  reversedOn: Day | null;
}

/** What the person who looks may do: take back what it asked for itself, or decide what another asked for. */
export type MayWithRequest = "withdraw" | "decide" | null;

/** The message on the page after an action, by its name. */
export type DoneMessages = Readonly<Record<string, { heading: string; next: string }>>;

interface AskedProps {
  back: { href: string; label: string };
  caption: string;
  title: string;
  message: DoneMessages[string] | undefined;
  rows: readonly SummaryRow[];
  /** What follows when it is approved, where there is more to say than its facts. */
  follows?: ReactNode;
  may: MayWithRequest;
  /** Why it cannot be approved as things stand; then approving is not offered. */
  whyNot: ProblemText | null;
  question: string;
  /** What approving does at once. */
  approveHint: string;
  requestedByName: string;
}

/** The page of one request between officers: its facts, and decide or withdraw for who may, checked before it is done. */
export function AskedOfOfficerPage(props: AskedProps) {
  const { back, message, may, whyNot } = props;
  const state = useFormState();
  const decision = useIsChecked() && may !== null ? String(state?.values["decision"] ?? "") : "";
  // What was checked and cannot be approved any more is asked for anew, with why not.
  const check = decision === "approve" && whyNot !== null ? undefined : CHECKS[decision];
  return (
    <ReadingColumn>
      {message ? (
        <NotificationBanner heading={message.heading} success>
          <p>{message.next}</p>
        </NotificationBanner>
      ) : null}
      <BackLink href={back.href}>{back.label}</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={check ? `${props.caption}: ${props.title}` : props.caption}>
        {check ? check.title : props.title}
      </PageTitle>
      {check ? (
        <Check {...props} check={check} />
      ) : (
        <>
          <SummaryList rows={[...props.rows]} />
          {props.follows}
          {may !== null && whyNot !== null ? <CannotNow why={whyNot} /> : null}
          {may === "decide" ? (
            <Decide question={props.question} approveHint={whyNot === null ? props.approveHint : null} />
          ) : null}
          {may === "withdraw" ? <Withdraw /> : null}
        </>
      )}
    </ReadingColumn>
  );
}

/** The last look before a decision, by what is decided. */
const CHECKS: Readonly<
  Record<string, { title: string; answer: string; button: string; variant: "primary" | "warning" }>
> = {
  approve: { title: "Check before you approve", answer: "Approve", button: "Approve", variant: "warning" },
  decline: { title: "Check before you decline", answer: "Decline", button: "Decline", variant: "primary" },
  withdraw: {
    title: "Check before you withdraw it",
    answer: "Withdraw it",
    button: "Withdraw it",
    variant: "warning",
  },
};

function Check(props: AskedProps & { check: (typeof CHECKS)[string] }) {
  const { check, rows, follows, approveHint, requestedByName } = props;
  const state = useFormState();
  const decision = String(state?.values["decision"]);
  const why = String(state?.values["reason"] ?? "");
  return (
    <CheckAnswers
      state={state}
      button={check.button}
      variant={check.variant}
      rows={[
        ...rows,
        { key: "decision", label: "You decide", value: check.answer },
        ...(decision === "decline" ? [{ key: "because", label: "Because", value: why }] : []),
      ]}
    >
      {decision === "approve" ? (
        <>
          {follows}
          <WarningCallout level={2} heading={approveHint}>
            <p>{requestedByName} asked for it and is told by e-mail.</p>
          </WarningCallout>
        </>
      ) : null}
      {decision === "decline" ? <p>Nothing moves. {requestedByName} is told why by e-mail.</p> : null}
      {decision === "withdraw" ? (
        <p>Nothing moves. The other commercial officers, who were asked to decide, are told by e-mail.</p>
      ) : null}
    </CheckAnswers>
  );
}

function Withdraw() {
  return (
    <Form>
      <p>You asked for this, so another commercial officer decides. You can withdraw it until then.</p>
      <input type="hidden" name="decision" value="withdraw" />
      <SubmitButton name="step" value="check" variant="secondary">
        Withdraw it
      </SubmitButton>
    </Form>
  );
}

function Decide({ question, approveHint }: { question: string; approveHint: string | null }) {
  const field = fields(useFormState());
  return (
    <Form>
      <h2 className="nhsuk-heading-m">Decide</h2>
      <Radios
        {...field("decision")}
        label={question}
        choices={[
          ...(approveHint === null ? [] : [{ value: "approve", label: "Approve", hint: approveHint }]),
          { value: "decline", label: "Decline", hint: "Nothing moves; say why below" },
        ]}
      />
      <TextArea {...field("reason")} label="Why, if you decline" rows={3} maxLength={1000} />
      <SubmitButton name="step" value="check">
        Continue
      </SubmitButton>
    </Form>
  );
}

const byAt = (name: ReactNode, at: Date) => (
  <>
    {name}, <MomentText at={at} />
  </>
);

/** Why and by whom it was asked for and decided, and the movement that it made: the last rows of its facts. */
export function askedRows(asked: AskedOfOfficer): SummaryRow[] {
  const { decidedAt, decisionReason } = asked;
  return [
    { key: "reason", label: "Reason", value: asked.reason },
    { key: "asked", label: "Asked", value: byAt(asked.requestedByName, asked.requestedAt) },
    ...(decidedAt ? [{ key: "decided", label: "Decided", value: byAt(asked.decidedByName, decidedAt) }] : []),
    ...(decisionReason ? [{ key: "why", label: "Why", value: decisionReason }] : []),
    ...movementRows(asked),
  ];
}
