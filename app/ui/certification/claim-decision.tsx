import type { FormerSuspension } from "~/domain/certification/certificates/lifting";
import { SuspendedBefore } from "./suspended-before";
import type { ClaimView } from "~/domain/certification/claims/claim-views.server";
import { WarningCallout } from "~/ui/kit/callouts";
import { asSentence } from "~/domain/shared/sentence";
import { MOST_CONDITIONS, type ClaimDecision } from "~/domain/certification/claims/claim";
import { untilText } from "~/domain/certification/standard-text";
import { formatDay, isDay, type Day } from "~/domain/shared/day";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { fields, Fieldset, Form, SubmitButton, type FormState } from "~/ui/kit/form";
import { TextArea } from "~/ui/kit/fields/text-fields";

const LABELS: Record<ClaimDecision, string> = {
  approve: "Approve",
  approve_with_conditions: "Approve with conditions",
  return: "Return for correction",
  reject: "Reject",
};

/** One condition of an approval: what must be done, and by when. */
function ConditionFields({
  row,
  of,
  state,
  validTo,
}: {
  row: number;
  of: number;
  state: FormState | null;
  validTo: Day | null;
}) {
  const field = fields(state);
  const until = validTo ? ` It ends on ${formatDay(validTo)} at the latest.` : "";
  return (
    <Fieldset legend={of > 1 ? `Condition ${row}` : "Condition"} size="s">
      <TextArea {...field(`condition-${row}`)} label="What the supplier must do" rows={3} />
      <DateField
        name={`dueOn-${row}`}
        label="Due by"
        hint={`The certificate stops counting on the day after.${until} For example 31 3 2027`}
        error={state?.errors[`dueOn-${row}`]}
        parts={typedDate(state, `dueOn-${row}`)}
      />
    </Fieldset>
  );
}

/** What an assessor decides about a claim that is in review. `validTo`: the last day of the certificate that it would issue. */
export function ClaimDecisionForm({
  state,
  rows,
  validTo,
}: {
  state: FormState | null;
  /** How many conditions are offered. */
  rows: number;
  validTo: Day | null;
}) {
  const field = fields(state);
  const conditions = (
    <>
      {Array.from({ length: rows }, (_, index) => (
        <ConditionFields key={index} row={index + 1} of={rows} state={state} validTo={validTo} />
      ))}
      <input type="hidden" name="rows" value={rows} />
      {rows < MOST_CONDITIONS ? (
        <SubmitButton name="step" value="more" variant="secondary">
          Add another condition
        </SubmitButton>
      ) : null}
    </>
  );
  return (
    <Form aria-label="Decision">
      <h2>{Object.keys(state?.errors ?? {}).length > 0 ? "Correct your decision" : "Decide"}</h2>
      <Radios
        {...field("decision")}
        label="Decision"
        choices={[
          { value: "approve", label: LABELS.approve, hint: "A certificate is issued from today" },
          {
            value: "approve_with_conditions",
            label: LABELS.approve_with_conditions,
            hint: "A certificate is issued from today, and stops counting on the day after a condition was due",
            conditional: conditions,
          },
          {
            value: "return",
            label: LABELS.return,
            hint: "The supplier corrects and sends it again",
          },
          { value: "reject", label: LABELS.reject },
        ]}
      />
      <TextArea
        {...field("reason")}
        label="Reason"
        hint="The supplier reads it. You can leave it empty when you approve without a condition."
        maxLength={2000}
      />
      <SubmitButton name="step" value="check">
        Check the decision
      </SubmitButton>
    </Form>
  );
}

const EFFECTS: Record<ClaimDecision, string> = {
  approve: "A certificate is issued at once, and it is public.",
  approve_with_conditions:
    "A certificate is issued at once, and it is public with its conditions. It stops counting on the day after one of them was due and is not recorded as met.",
  return: "No certificate is issued. The supplier corrects the claim and sends it again.",
  reject: "No certificate is issued, and this claim is closed.",
};

/** Evidence that ends while the certificate still counts: nothing asks for new evidence unless a condition does. */
function EndsSooner({ evidence, validTo }: { evidence: ClaimView["evidence"]; validTo: Day | null }) {
  const sooner = evidence.flatMap(({ title, given }) =>
    given.flatMap(({ expiresOn }) =>
      expiresOn && (validTo === null || expiresOn < validTo) ? [{ title, expiresOn }] : [],
    ),
  );
  if (sooner.length === 0) return null;
  return (
    <WarningCallout level={2} heading="Evidence ends before the certificate does">
      <ul>
        {sooner.map(({ title, expiresOn }) => (
          <li key={`${title} ${expiresOn}`}>
            {title}: until {formatDay(expiresOn)}
          </li>
        ))}
      </ul>
      <p>
        The certificate would go on counting {validTo ? `until ${formatDay(validTo)}` : "without an end"}. To
        have new evidence by then, approve with a condition that is due on that day.
      </p>
    </WarningCallout>
  );
}

/** The decision as it would be recorded, with what follows from it. */
export function ClaimDecisionCheck({
  state,
  supplierName,
  validTo,
  evidence,
  former,
}: {
  state: FormState;
  /** A regulator's suspension that the holder is or was under. */
  former: FormerSuspension | null;
  supplierName: string;
  validTo: Day | null;
  evidence: ClaimView["evidence"];
}) {
  const text = (name: string) => String([state.values[name] ?? ""].flat()[0]).trim();
  const decision = text("decision") as ClaimDecision;
  const issues = decision === "approve" || decision === "approve_with_conditions";
  const dueOn = (row: number) => {
    const { day, month, year } = typedDate(state, `dueOn-${row}`);
    const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    return isDay(written) ? formatDay(written) : "";
  };
  const conditions = Object.keys(state.values)
    .flatMap((name) => /^condition-(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
    .filter((row) => decision === "approve_with_conditions" && text(`condition-${row}`) !== "");
  return (
    <CheckAnswers
      state={state}
      button={decision === "reject" ? "Reject the claim" : "Record the decision"}
      variant={decision === "reject" ? "warning" : "primary"}
      rows={[
        { key: "decision", label: "Decision", value: LABELS[decision] },
        ...(issues ? [{ key: "until", label: "The certificate’s last day", value: untilText(validTo) }] : []),
        ...conditions.map((row, index) => ({
          key: `condition-${row}`,
          label: conditions.length > 1 ? `Condition ${index + 1}` : "Condition",
          value: `${asSentence(text(`condition-${row}`))} Due by ${dueOn(row)}.`,
        })),
        { key: "reason", label: "Reason", value: text("reason") || "None given" },
      ]}
    >
      {issues && former ? <SuspendedBefore former={former} /> : null}
      {issues ? <EndsSooner evidence={evidence} validTo={validTo} /> : null}
      <p>
        {EFFECTS[decision]} The people of {supplierName} are e-mailed it.
        {/* What is returned comes back and is decided again. */}
        {decision === "return" ? null : " A claim is decided once."}
      </p>
    </CheckAnswers>
  );
}
