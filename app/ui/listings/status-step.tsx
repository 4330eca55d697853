import type { ListingDependents } from "~/domain/listings/status/dependents";
import { outlasting, type ListingStatusAction } from "~/domain/listings/status/listing-status";
import { formatDay, type Day } from "~/domain/shared/day";
import type { ProblemText } from "~/domain/shared/problem";
import { WarningCallout } from "~/ui/kit/callouts";
import { CannotNow } from "~/ui/kit/cannot-now";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { ErrorSummary, fields, Form, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { PageTitle, ReadingColumn } from "~/ui/kit/page";

export const STATUS_TITLES: Record<ListingStatusAction, string> = {
  suspend: "Suspend this solution",
  reinstate: "Reinstate this solution",
  withdraw: "Withdraw this solution",
};

const WORDS = {
  suspend: {
    button: "Suspend the solution",
    heading: "It cannot be ordered from today",
    text: "Its page stays and says why. Contracts that run are not touched by it. Reinstate it when the reason is gone.",
  },
  reinstate: {
    button: "Reinstate the solution",
    heading: "It can be ordered again from today",
    text: "It has to meet every standard that binds it, as at its first publication.",
  },
  withdraw: {
    button: "Withdraw the solution for good",
    heading: "This is final",
    text: "It leaves the catalogue, and its page says who withdrew it, when and why. Contracts that run are not touched by it. What is offered instead is listed as a new solution; an edit that is open is discarded.",
  },
} as const;

interface Props {
  action: ListingStatusAction;
  name: string;
  supplierName: string;
  whyNot: ProblemText | null;
  dependents: ListingDependents;
  /** Whose page it is: the centre sees orders and buyers, a supplier its own contracts. */
  side: "centre" | "supplier";
  /** The day that was typed, when it is one. */
  supportEndsOn: Day | null;
  /** What the centre sees of them. */
  children?: React.ReactNode;
}

/** Suspends, reinstates or withdraws a solution: the reason, then a last look with what rests on it. */
export function StatusStep(props: Props) {
  const { action, name, supplierName, whyNot } = props;
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <ReadingColumn>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={`${name}, ${supplierName}`}>
        {checked ? `Check before you ${action} it` : STATUS_TITLES[action]}
      </PageTitle>
      {whyNot ? <CannotNow why={whyNot} /> : checked ? <Check {...props} /> : <Ask {...props} />}
    </ReadingColumn>
  );
}

function Ask({ action, side }: Props) {
  const state = useFormState();
  const field = fields(state);
  return (
    <Form>
      {action === "withdraw" ? (
        <DateField
          {...field("supportEndsOn")}
          parts={typedDate(state, "supportEndsOn")}
          label={`Last day of support${side === "centre" ? ", if you know it" : ""}`}
          hint="For example 30 6 2027. Buyers whose contracts run longer are told so."
        />
      ) : null}
      <ReasonStep
        label={action === "reinstate" ? "What has changed" : "Reason"}
        hint={`Buyers with orders or shortlists of it${side === "centre" ? " and its supplier" : ""} are e-mailed it${action === "reinstate" ? "" : ", and it is public"}.`}
        rows={4}
      />
    </Form>
  );
}

function Check({ action, name, dependents, supportEndsOn, side, children }: Props) {
  const state = useFormState();
  const { button, heading, text } = WORDS[action];
  const longer = outlasting(dependents.live, supportEndsOn);
  return (
    <CheckAnswers
      state={state}
      button={button}
      variant={action === "reinstate" ? "primary" : "warning"}
      rows={[
        { key: "solution", label: "Solution", value: name },
        ...(action === "withdraw"
          ? [
              {
                key: "support",
                label: "Last day of support",
                value: supportEndsOn ? formatDay(supportEndsOn) : "Not said",
              },
            ]
          : []),
        { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
      ]}
      confirm={action === "withdraw" ? { name: "sure", field: <Sure name={name} /> } : undefined}
    >
      <WarningCallout level={2} heading={heading}>
        <p>{text}</p>
        {longer.length > 0 ? (
          <p>
            {longer.length === 1
              ? "One contract runs"
              : `${longer.length.toLocaleString("en-GB")} contracts run`}{" "}
            longer than it is supported:{" "}
            {side === "supplier" ? "agree with each buyer what follows" : "its buyer is told so"}.
          </p>
        ) : null}
      </WarningCallout>
      {children}
    </CheckAnswers>
  );
}

function Sure({ name }: { name: string }) {
  const state = useFormState();
  return (
    <Checkboxes
      name="sure"
      label="This cannot be undone"
      error={state?.errors["sure"]}
      choices={[{ value: "yes", label: `I withdraw ${name} for good` }]}
    />
  );
}
