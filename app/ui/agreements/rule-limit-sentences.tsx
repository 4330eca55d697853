import { CLAWBACK_TRIGGERS } from "~/domain/agreements/rules/rule";
import { CATEGORY_OPTIONS, FoldedTicks, FundTicks, KIND_OPTIONS } from "./rule-conditions";
import { BlankMoney, BlankPayer, BlankSelect, BlankText, Sentence, type RuleFormState } from "./rule-inputs";
import { Spreading } from "./rule-sentences";

interface Shown {
  form: RuleFormState;
}

/** What a limit or a test is about: one rule, or all that somebody pays. */
function AppliesTo({ form }: Shown) {
  const { rules, payers } = form.choices;
  const options = [
    ...rules.map((rule) => ({ value: `rule:${rule.ruleNumber}`, label: rule.label })),
    ...payers.map((payer) => ({ value: `payer:${payer.value}`, label: `all that ${payer.label} pays` })),
  ];
  return (
    <BlankSelect form={form} name="appliesTo" label="What it is about" empty="Choose" options={options} />
  );
}

export function CapSentence({ form }: Shown) {
  return (
    <>
      <Sentence>
        No more than <BlankMoney form={form} name="amount" label="Most that is paid, in pounds" />{" "}
        <BlankSelect
          form={form}
          name="scope"
          label="What the limit is for"
          empty="Choose per what"
          options={[
            { value: "order", label: "per order" },
            { value: "organisation", label: "per organisation" },
            { value: "location", label: "per location" },
            { value: "financial-year", label: "per financial year" },
            { value: "programme", label: "across the programme" },
          ]}
        />{" "}
        <BlankSelect
          form={form}
          name="perFinancialYear"
          label="Over all years or in each"
          empty="over all years"
          options={[{ value: "yes", label: "in each financial year" }]}
        />{" "}
        of <AppliesTo form={form} />, cut <Spreading form={form} />.
      </Sentence>
    </>
  );
}

export function FloorSentence({ form }: Shown) {
  return (
    <>
      <Sentence>
        <BlankPayer form={form} /> pays at least{" "}
        <BlankMoney form={form} name="amount" label="Least that is paid, in pounds" /> or{" "}
        <BlankText form={form} name="portion" label="Least part, for example 10%" size={6} numeric /> of the
        cost.
      </Sentence>
      <p className="nhsuk-hint">Fill in one of the two: a sum, or a percentage.</p>
      <FundTicks form={form} />
    </>
  );
}

export function NatureSentence({ form }: Shown) {
  return (
    <Sentence>
      <BlankPayer form={form} /> pays only for{" "}
      <BlankSelect
        form={form}
        name="only"
        label="Capital or revenue"
        empty="Choose"
        options={[
          { value: "capital", label: "capital" },
          { value: "revenue", label: "revenue" },
        ]}
      />{" "}
      costs.
    </Sentence>
  );
}

export function EnvelopeSentence({ form }: Shown) {
  return (
    <Sentence>
      No more than <BlankMoney form={form} name="amount" label="Most that comes from the fund, in pounds" />,
      nor more than is free to commit, comes from{" "}
      <BlankSelect
        form={form}
        name="fundId"
        label="Fund"
        empty="Choose a fund"
        options={form.choices.funds}
      />{" "}
      in <BlankText form={form} name="financialYear" label="Financial year, for example 2026/27" size={8} />.
    </Sentence>
  );
}

export function EligibilitySentence({ form }: Shown) {
  return (
    <>
      <Sentence>
        <AppliesTo form={form} /> counts only for orders from{" "}
        <BlankText form={form} name="orderedFrom" label="First day of orders" size={14} /> until{" "}
        <BlankText form={form} name="orderedTo" label="Last day of orders" size={14} /> of buyers with the
        role <BlankText form={form} name="odsRoles" label="Role codes, for example RO76" size={8} />, where
        all of these hold. Leave empty what does not matter.
      </Sentence>
      <FoldedTicks
        form={form}
        name="requires"
        legend="What must be met on the day of the order"
        options={form.choices.requirements}
        summary="What must be met"
        none="nothing"
      />
      <FoldedTicks
        form={form}
        name="buyerKinds"
        legend="Kinds of buyer"
        options={KIND_OPTIONS}
        summary="Buyers"
        none="all kinds"
      />
      <FoldedTicks
        form={form}
        name="regions"
        legend="Regions of the buyer"
        options={form.choices.regions}
        summary="Regions"
        none="all"
      />
    </>
  );
}

const ofWhatIsPaid = (form: RuleFormState, label: string) => (
  <>
    <BlankText form={form} name="portion" label={label} size={6} numeric /> of what <BlankPayer form={form} />
  </>
);

export function EarmarkSentence({ form }: Shown) {
  return (
    <>
      <Sentence>
        At least {ofWhatIsPaid(form, "Least part, for example 20%")} pays is for{" "}
        <BlankSelect
          form={form}
          name="category"
          label="Kind of cost"
          empty="Choose a kind of cost"
          options={CATEGORY_OPTIONS.map((each) => ({ ...each, label: each.label.toLowerCase() }))}
        />
      </Sentence>
      <FundTicks form={form} />
    </>
  );
}

export function ReleaseSentence({ form }: Shown) {
  return (
    <>
      <Sentence>
        {ofWhatIsPaid(form, "Part that waits, for example 50%")} pays is released when the milestone{" "}
        <BlankText form={form} name="milestone" label="Milestone" size={24} /> is met.
      </Sentence>
      <FundTicks form={form} />
    </>
  );
}

export function ClawbackSentence({ form }: Shown) {
  return (
    <>
      <Sentence>
        If{" "}
        <BlankSelect
          form={form}
          name="trigger"
          label="What happens"
          empty="choose what happens"
          options={Object.entries(CLAWBACK_TRIGGERS).map(([value, label]) => ({ value, label }))}
        />{" "}
        within <BlankText form={form} name="windowMonths" label="Months after the payment" size={3} numeric />{" "}
        months of a payment, {ofWhatIsPaid(form, "Part that comes back, for example 100%")} paid comes back.
      </Sentence>
      <FundTicks form={form} />
    </>
  );
}

export function ResidualSentence({ form }: Shown) {
  return (
    <>
      <Sentence>
        <BlankPayer form={form} /> pays the rest, rounding pennies included.
      </Sentence>
      <FundTicks form={form} />
    </>
  );
}
