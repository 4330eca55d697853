import type { PaymentRow } from "~/domain/funding/payments/payment-views.server";
import { NO_VAT } from "~/domain/funding/payments/fund-payment";
import { formatPence } from "~/domain/money/format";
import type { Day } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { withCode } from "~/domain/shared/organisation-words";
import type { ProblemText } from "~/domain/shared/problem";
import { listed } from "~/domain/shared/sentence";
import { Inset, WarningCallout } from "~/ui/kit/callouts";
import { CannotNow } from "~/ui/kit/cannot-now";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { DayText, MomentText, PeriodText } from "~/ui/kit/day";
import { Money } from "~/ui/kit/money";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, NotificationBanner, PageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList, type SummaryRow } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { movementRows } from "~/ui/ledger/made-movement";

export interface PaymentPageProps {
  payment: PaymentRow;
  /** Which side looks: only the centre may open the ledger. */
  side: "buyer" | "centre";
  /** The closing of the fund that officers of the centre have proposed and not decided. */
  closing: { closesOn: Day; proposedByName: string } | null;
  may: "decide" | "withdraw" | null;
  /** Why it could not be agreed to as things stand; then agreeing is not offered. */
  whyNot: ProblemText | null;
  /** Who may decide for the payer, by name. */
  deciders: readonly string[];
  back: { href: string; label: string };
  /** The fund's page for this side; the payer has the programme's. */
  fundHref: string;
  done: string | null;
}

const DONE: Record<string, { heading: string; next: string }> = {
  agree: {
    heading: "You agreed to pay",
    next: "The money is in the fund now, and the officers who asked were told by e-mail.",
  },
  decline: {
    heading: "You declined",
    next: "Nothing has moved, and the officers who asked were told why by e-mail.",
  },
  withdraw: {
    heading: "The payment was withdrawn",
    next: "Nothing has moved, and the organisation that was asked is told by e-mail.",
  },
};

const CHECKS: Record<string, { title: string; answer: string; button: string }> = {
  agree: { title: "Check before you agree", answer: "Agree to pay", button: "Agree to pay" },
  decline: { title: "Check before you decline", answer: "Decline", button: "Decline" },
  withdraw: { title: "Check before you withdraw it", answer: "Withdraw it", button: "Withdraw it" },
};

/** What a body is asked to pay into a fund: its facts, and agree, decline or withdraw for who may, checked before it is done. */
export function PaymentPage(props: PaymentPageProps) {
  const { payment, may, whyNot, back, done } = props;
  const state = useFormState();
  const decision = useIsChecked() && may !== null ? String(state?.values["decision"] ?? "") : "";
  const check = decision === "agree" && whyNot !== null ? undefined : CHECKS[decision];
  const message = done === null ? undefined : DONE[done];
  const title = `${payment.opens ? "Pay for" : "Pay more into"} ${payment.fundName}`;
  return (
    <ReadingColumn>
      {message ? (
        <NotificationBanner heading={message.heading} success>
          <p>{message.next}</p>
        </NotificationBanner>
      ) : null}
      <BackLink href={back.href}>{back.label}</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={check ? `${payment.id}: ${title}` : payment.id}>
        {check ? check.title : title}
      </PageTitle>
      {check ? (
        <Check {...props} decision={decision} check={check} />
      ) : (
        <>
          <SummaryList rows={factsOf(props)} />
          {payment.state === "requested" ? <ClosingProposed closing={props.closing} /> : null}
          {may === "decide" && whyNot !== null ? <CannotNow why={whyNot} /> : null}
          {may === "decide" ? <Decide mayAgree={whyNot === null} /> : null}
          {may === "withdraw" ? <Withdraw /> : null}
        </>
      )}
    </ReadingColumn>
  );
}

function factsOf({ payment, side, deciders, fundHref }: PaymentPageProps): SummaryRow[] {
  const { decidedAt, decisionReason } = payment;
  return [
    { key: "state", label: "State", value: <StatusTag status={payment.state} /> },
    {
      key: "amount",
      label: payment.opens ? "The fund opens with" : "Added",
      value: <Money amount={payment.amount} vat={NO_VAT} />,
    },
    { key: "payer", label: "Who pays", value: withCode(payment.payerName, payment.payerCode) },
    { key: "fund", label: "Fund", value: <a href={fundHref}>{payment.fundName}</a> },
    {
      key: "year",
      label: "Year and kind of money",
      value: `${formatFinancialYear(payment.financialYear)}, ${payment.nature}`,
    },
    {
      key: "dates",
      label: "Open for orders",
      value: <PeriodText from={payment.opensOn} to={payment.closesOn} />,
    },
    { key: "reason", label: "Reason", value: payment.reason },
    {
      key: "asked",
      label: "Asked",
      value: (
        <>
          {askedBy(payment)}, <MomentText at={payment.requestedAt} />
        </>
      ),
    },
    ...(payment.state === "requested"
      ? [
          {
            key: "deciders",
            label: "Who decides",
            value:
              deciders.length > 0
                ? listed(deciders, "or")
                : `Nobody at ${payment.payerName} is a budget approver yet. One of its administrators can invite one.`,
          },
        ]
      : []),
    ...(decidedAt
      ? [
          {
            key: "decided",
            label: payment.state === "withdrawn" ? "Withdrawn" : "Decided",
            value: (
              <>
                {payment.decidedByName}, <MomentText at={decidedAt} />
              </>
            ),
          },
        ]
      : []),
    ...(decisionReason ? [{ key: "why", label: "Why", value: decisionReason }] : []),
    ...(side === "centre" ? movementRows(payment) : reversedRow(payment)),
  ];
}

/** The payer sees on which day its money came back; the ledger itself is the centre's. */
function reversedRow({ reversedOn }: PaymentRow): SummaryRow[] {
  if (reversedOn === null) return [];
  return [
    {
      key: "reversal",
      label: "Reversed",
      value: (
        <>
          On <DayText day={reversedOn} />: the centre took the sum out of the fund again
        </>
      ),
    },
  ];
}

/** Both officers behind it, where one asked for it and another approved. */
function askedBy({ requestedByName, firstAskedByName }: PaymentRow): string {
  return firstAskedByName === null
    ? `${requestedByName} of the centre`
    : `${firstAskedByName} of the centre asked for it and ${requestedByName} approved that`;
}

/** Who is told of the decision: each officer behind it. */
const toldNames = ({ requestedByName, firstAskedByName }: PaymentRow): string =>
  firstAskedByName === null
    ? `${requestedByName} is told by e-mail.`
    : `${firstAskedByName} and ${requestedByName} are told by e-mail.`;

/** That the fund may close sooner than its facts say, where officers have proposed that. */
export function ClosingProposed({ closing }: { closing: PaymentPageProps["closing"] }) {
  if (closing === null) return null;
  return (
    <Inset>
      <p>
        {closing.proposedByName} of the centre proposes to close this fund on{" "}
        <DayText day={closing.closesOn} />. It waits for another officer. If it is approved, no order can
        commit money of the fund after that day.
      </p>
    </Inset>
  );
}

function Check(props: PaymentPageProps & { decision: string; check: (typeof CHECKS)[string] }) {
  const { payment, decision, check } = props;
  const state = useFormState();
  return (
    <CheckAnswers
      state={state}
      button={check.button}
      variant={decision === "decline" ? "primary" : "warning"}
      rows={[
        { key: "amount", label: "Amount", value: <Money amount={payment.amount} vat={NO_VAT} /> },
        { key: "payer", label: "Who pays", value: withCode(payment.payerName, payment.payerCode) },
        { key: "fund", label: "Fund", value: payment.fundName },
        {
          key: "dates",
          label: "Open for orders",
          value: <PeriodText from={payment.opensOn} to={payment.closesOn} />,
        },
        { key: "decision", label: "You decide", value: check.answer },
        ...(decision === "agree"
          ? []
          : [{ key: "because", label: "Because", value: String(state?.values["reason"] ?? "") }]),
      ]}
    >
      {decision === "agree" ? <ClosingProposed closing={props.closing} /> : null}
      {decision === "agree" ? (
        <WarningCallout level={2} heading="The money goes into the fund at once">
          <p>
            {payment.payerName} pays {formatPence(payment.amount)} into {payment.fundName}. Orders can use it
            as soon as the fund is open, and what they have reserved cannot be taken back.{" "}
            {toldNames(payment)}
          </p>
        </WarningCallout>
      ) : (
        <p>
          Nothing moves.{" "}
          {decision === "decline" ? toldNames(payment) : "The other side is told why by e-mail."}
        </p>
      )}
    </CheckAnswers>
  );
}

function Decide({ mayAgree }: { mayAgree: boolean }) {
  const field = fields(useFormState());
  return (
    <Form>
      <h2 className="nhsuk-heading-m">Decide</h2>
      <Radios
        {...field("decision")}
        label="Does your organisation pay this?"
        choices={[
          ...(mayAgree
            ? [{ value: "agree", label: "Yes, agree to pay", hint: "The money goes into the fund at once" }]
            : []),
          { value: "decline", label: "No, decline", hint: "Nothing moves; say why below" },
        ]}
      />
      <TextArea {...field("reason")} label="Why, if you decline" rows={3} maxLength={1000} />
      <SubmitButton name="step" value="check">
        Continue
      </SubmitButton>
    </Form>
  );
}

function Withdraw() {
  const field = fields(useFormState());
  return (
    <Form>
      <h2 className="nhsuk-heading-m">Withdraw it</h2>
      <p>
        It waits for the organisation that pays. Until it decides, you can take back what it was asked for.
      </p>
      <input type="hidden" name="decision" value="withdraw" />
      <TextArea
        {...field("reason")}
        label="Why it is withdrawn"
        hint="The organisation that was asked reads it"
        rows={3}
        maxLength={1000}
      />
      <SubmitButton name="step" value="check" variant="secondary">
        Withdraw it
      </SubmitButton>
    </Form>
  );
}
