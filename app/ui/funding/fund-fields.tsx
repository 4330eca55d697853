import { formatPence, parsePence } from "~/domain/money/format";
import { needsSecondOfficer } from "~/domain/funding/requests/money-request";
import { ZERO, type Pence } from "~/domain/money/money";
import { BUYER_KINDS, kindLabel } from "~/domain/organisations/organisation";
import { formatDay, type Day } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Checkboxes, Radios } from "~/ui/kit/fields/choice-fields";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { fields, Form, SubmitButton, type FormState } from "~/ui/kit/form";
import { useAnswered, useFormState } from "~/ui/kit/form-state";
import { PayerAsked, SecondOfficer } from "./second-officer";
import { MoneyField, Select, TextField } from "~/ui/kit/fields/text-fields";

/** The day that was typed in three boxes, in words; for the page where answers are checked. */
export function typedDayText(state: FormState | null, name: string): string {
  const { day, month, year } = typedDate(state, name);
  return formatDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` as Day);
}

/** A sum that was typed, to the penny. */
export function typedSum(state: FormState | null, name: string): string {
  return formatPence(parsePence(String(state?.values[name] ?? "")) ?? ZERO);
}

/** The kinds of buyer that may use a fund, in words; an empty list means everyone. */
export function buyerKindsText(kinds: readonly string[]): string {
  return kinds.length === 0 ? "Every kind of buyer" : kinds.map((kind) => kindLabel(kind, true)).join(", ");
}

interface NewFundForm {
  programmes: readonly { id: string; name: string }[];
  years: readonly number[];
  programme?: string;
  payer: string;
  dates: { from: string; to: string };
}

/** The form of a new fund. */
export function FundFields(props: NewFundForm) {
  return (
    <Form>
      <WhichFund {...props} />
      <WhatMoney {...props} />
      <WhenAndWho {...props} />
      <SubmitButton name="step" value="check">
        Continue
      </SubmitButton>
    </Form>
  );
}

function WhichFund(props: NewFundForm) {
  const field = fields(useFormState(), { programme: props.programme, payer: props.payer });
  return (
    <>
      <Select
        {...field("programme")}
        label="Programme"
        emptyLabel="Choose a programme"
        options={props.programmes.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <p>
        <a href="/commercial/funding/programmes/new">Open a programme that is not listed</a>
      </p>
      <TextField
        {...field("name")}
        label="Name of the fund"
        hint="For example Frontline Digitisation 2027/28"
      />
      <TextField
        {...field("id")}
        label="Reference"
        hint="Letters, digits and hyphens, for example FD-2027. It stays with the fund for ever."
        width={10}
      />
      <TextField
        {...field("payer")}
        label="Who pays"
        hint="The code of the organisation whose money it is, for example X24 for NHS England"
        width={10}
      />
    </>
  );
}

function WhatMoney({ years }: NewFundForm) {
  const field = fields(useFormState(), { financialYear: String(years[0]) });
  return (
    <>
      <Select
        {...field("financialYear")}
        label="Financial year"
        options={years.map((year) => ({ value: String(year), label: formatFinancialYear(year) }))}
      />
      <Radios
        {...field("nature")}
        label="Kind of money"
        choices={[
          { value: "revenue", label: "Revenue", hint: "Licences, hosting, training, support" },
          {
            value: "capital",
            label: "Capital",
            hint: "Hardware and what lasts. It cannot be spent as revenue.",
          },
        ]}
      />
      <MoneyField {...field("amount")} label="Amount" hint="In pounds, for example 1,250,000 or 99,999.99" />
      <Radios
        {...field("atEnd")}
        label="What happens to money that is left at the end of the year"
        choices={[
          { value: "lapses", label: "It lapses" },
          {
            value: "carries-over",
            label: "It carries over",
            hint: "When two officers agree, to a fund of the next year",
          },
        ]}
      />
    </>
  );
}

function WhenAndWho({ dates }: NewFundForm) {
  const state = useFormState();
  return (
    <>
      <DateField
        name="opens"
        label="Opening date"
        hint="The first day on which orders may use it"
        error={state?.errors["opens"]}
        parts={typedDate(state, "opens", dates.from)}
      />
      <DateField
        name="closes"
        label="Closing date"
        hint="The last day on which orders may use it. Money that lapses closes by 31 March of its year."
        error={state?.errors["closes"]}
        parts={typedDate(state, "closes", dates.to)}
      />
      <Checkboxes
        name="kinds"
        label="Who may use it"
        hint="Leave all of them empty for every kind of buyer"
        error={state?.errors["kinds"]}
        values={[state?.values["kinds"] ?? []].flat()}
        small
        choices={BUYER_KINDS.map((kind) => ({ value: kind, label: kindLabel(kind, true) }))}
      />
    </>
  );
}

/** The answers about a new fund before it opens, or before another officer is asked. */
export function CheckFund({ limit }: { limit: Pence }) {
  const state = useFormState();
  const amount = parsePence(String(state?.values["amount"] ?? "")) ?? ZERO;
  const byTwo = needsSecondOfficer(amount, limit, ZERO);
  const found = useAnswered<{
    found?: { payer: string; programme: string; unusual: string | null; asks: boolean };
  }>()?.found;
  const value = (name: string) => String(state?.values[name] ?? "");
  return (
    <CheckAnswers
      state={state}
      button={byTwo ? "Ask another officer to approve" : found?.asks ? "Ask the payer" : "Open the fund"}
      rows={[
        { key: "programme", label: "Programme", value: found?.programme },
        { key: "name", label: "Name", value: value("name") },
        { key: "id", label: "Reference", value: value("id").toUpperCase() },
        { key: "payer", label: "Who pays", value: `${found?.payer} (${value("payer").toUpperCase()})` },
        { key: "year", label: "Financial year", value: formatFinancialYear(Number(value("financialYear"))) },
        {
          key: "nature",
          label: "Kind of money",
          value: value("nature") === "capital" ? "Capital" : "Revenue",
        },
        { key: "amount", label: "Amount", value: typedSum(state, "amount") },
        {
          key: "end",
          label: "What is left at the end",
          value: value("atEnd") === "carries-over" ? "Carries over" : "Lapses",
        },
        {
          key: "dates",
          label: "Open for orders",
          value: `${typedDayText(state, "opens")} to ${typedDayText(state, "closes")}`,
        },
        {
          key: "kinds",
          label: "Who may use it",
          value: buyerKindsText([state?.values["kinds"] ?? []].flat()),
        },
      ]}
      confirm={
        found?.unusual
          ? {
              name: "unusual",
              field: (
                <Checkboxes
                  name="unusual"
                  label="Is this first day meant?"
                  hint={`${found.unusual} Orders of every day from then on can take its money.`}
                  error={state?.errors["unusual"]}
                  choices={[{ value: "yes", label: "Yes, the first day is meant" }]}
                />
              ),
            }
          : undefined
      }
    >
      {byTwo ? <SecondOfficer limit={limit} alone={ZERO} /> : null}
      {found?.asks ? <PayerAsked payerName={found.payer} byTwo={byTwo} /> : null}
      <p>
        {found?.asks
          ? "When its payer has agreed, the money goes into the ledger"
          : "When it opens, the money goes into the ledger at once"}
        , and the fund is on its programme’s public page. Its programme, payer, year and kind of money never
        change. You can add money and change its dates.
      </p>
    </CheckAnswers>
  );
}
