import type { ComponentType } from "react";
import type { RuleShape } from "~/domain/agreements/rules/rule-form";
import { RuleConditions } from "./rule-conditions";
import { TickBox, TickGroup, type RuleChoices, type RuleFormState } from "./rule-inputs";
import {
  CapSentence,
  ClawbackSentence,
  EarmarkSentence,
  EligibilitySentence,
  EnvelopeSentence,
  FloorSentence,
  NatureSentence,
  ReleaseSentence,
  ResidualSentence,
} from "./rule-limit-sentences";
import {
  BandSentence,
  CategorySplitSentence,
  FirstSliceSentence,
  FixedSentence,
  MatchSentence,
  PercentageSentence,
  PerUnitSentence,
  TaperSentence,
} from "./rule-sentences";

const SENTENCES: Record<RuleShape, ComponentType<{ form: RuleFormState }>> = {
  percentage: PercentageSentence,
  taper: TaperSentence,
  "category-split": CategorySplitSentence,
  fixed: FixedSentence,
  "first-slice": FirstSliceSentence,
  "per-unit": PerUnitSentence,
  band: BandSentence,
  match: MatchSentence,
  cap: CapSentence,
  floor: FloorSentence,
  "capital-revenue": NatureSentence,
  envelope: EnvelopeSentence,
  eligibility: EligibilitySentence,
  earmark: EarmarkSentence,
  "milestone-release": ReleaseSentence,
  clawback: ClawbackSentence,
  residual: ResidualSentence,
};

/** Not asked for conditions: the rest is for everything, a test and a fund have conditions of their own. */
const UNCONDITIONAL: readonly RuleShape[] = ["residual", "eligibility", "envelope"];

const hasConditions = ({ values, errors }: RuleFormState) =>
  Object.keys({ ...values, ...errors }).some(
    (name) => name.startsWith("when.") && (values[name] || errors[name]),
  );

/**
 * A rule of any shape as a sentence with blanks. Stands in a form; field names are those that `ruleFromForm` reads.
 * `values` is what `fieldsOfRule` gives, or what was typed.
 */
export function RuleFields({
  shape,
  values,
  errors = {},
  choices,
}: {
  shape: RuleShape;
  values: Readonly<Record<string, string>>;
  errors?: Readonly<Record<string, string>>;
  choices: RuleChoices;
}) {
  const form: RuleFormState = { values, errors, choices };
  const Words = SENTENCES[shape];
  return (
    <>
      <input type="hidden" name="shape" value={shape} />
      <input type="hidden" name="ruleNumber" value={values.ruleNumber ?? ""} />
      <Words form={form} />
      {errors.ownBudget || values.ownBudget ? (
        <TickGroup id="ownBudget" legend="No fund is named" error={errors.ownBudget}>
          <TickBox
            name="ownBudget"
            value="yes"
            label="Yes, it pays this from its own budget"
            checked={values.ownBudget === "yes"}
          />
        </TickGroup>
      ) : null}
      {UNCONDITIONAL.includes(shape) && !hasConditions(form) ? null : <RuleConditions form={form} />}
    </>
  );
}
