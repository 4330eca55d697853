import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  canLeave,
  leavingLabel,
  leavingText,
  transferChoices,
  whyNotAmount,
  whyNotBetween,
  whyNotGiving,
} from "~/domain/funding/transfers/fund-transfer";
import { fundsLeaving } from "~/domain/funding/transfers/leaving-views.server";
import { requestTransfer } from "~/domain/funding/transfers/request-transfer.server";
import { decimalPence, formatPence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import { Inset } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { ErrorSummary, fields, Form, hasErrors } from "~/ui/kit/form";
import { useAnswered, useFormState, useIsChecked } from "~/ui/kit/form-state";
import { typedSum } from "~/ui/funding/fund-fields";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { MoneyField, Select } from "~/ui/kit/fields/text-fields";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { TransferForm } from "~/web/funding/fund-forms";

const Query = z.object({
  kind: z.enum(["transfer", "carry-over"]).optional(),
  from: z.string().max(100).optional(),
  to: z.string().max(100).optional(),
});

const HEADINGS = {
  transfer: "Ask for a transfer between funds",
  "carry-over": "Ask to carry money over to the next year",
};

export const meta = ({ data }: { data?: { query: { kind?: keyof typeof HEADINGS } } }) => [
  { title: pageTitle(HEADINGS[data?.query.kind ?? "transfer"]) },
];

export const loader = centre.loader({ query: Query, roles: ["commercial_officer"] }, async ({ q, query }) => {
  const funds = await fundsLeaving(q);
  const { giving, getting } = transferChoices(funds, query.from);
  const named = ({ fundId, name }: (typeof funds)[number]) => `${name} (${fundId})`;
  return {
    giving: giving.map((fund) => ({
      value: fund.fundId,
      label: `${named(fund)}: ${leavingLabel(fund)}`,
    })),
    getting: getting.map((fund) => ({ value: fund.fundId, label: named(fund) })),
    whyNot: query.from ? whyNotGiving(funds, query.from) : null,
    query,
  };
});

export const action = centre.action(
  {
    form: TransferForm,
    roles: ["commercial_officer"],
    also: async ({ q, known: { kind, from, to, amount } }) => {
      const errors: Record<string, string> = {};
      const funds = await fundsLeaving(
        q,
        [from, to].filter((id) => id !== undefined),
      );
      const [giving, getting] = [from, to].map((id) => funds.find((row) => row.fundId === id));
      if (from && !giving) errors["from"] = "Choose the fund that gives";
      if (to && !getting) errors["to"] = "Choose the fund that gets";
      if (kind && giving && getting) {
        const between = whyNotBetween(kind, giving, getting);
        if (between.length > 0) errors["to"] = between.join(" ");
      }
      if (kind && giving && amount) {
        const short = whyNotAmount(kind, giving, amount);
        if (short.length > 0) errors["amount"] = short.join(" ");
      }
      return errors;
    },
  },
  async ({ tx, actor, form, now }) => {
    const step = stepOf(form);
    const again = shownAgain(
      { ...form, amount: decimalPence(form.amount) },
      step === "change" ? "change" : "check",
    );
    if (step === "change") return again;
    const funds = await fundsLeaving(tx, [form.from, form.to]);
    const from = funds.find((row) => row.fundId === form.from)!;
    const to = funds.find((row) => row.fundId === form.to)!;
    const asked = {
      kind: form.kind,
      fromFundId: from.fundId,
      toFundId: to.fundId,
      amount: form.amount,
      reason: form.reason,
      actor,
      at: now,
    };
    if (step === "check") {
      await rehearse(tx, (trial) => requestTransfer(trial, asked));
      const leaving = canLeave(from, form.kind);
      const after = { from: pence(leaving.canLeave - form.amount), to: pence(to.free + form.amount) };
      const before = `${formatPence(leaving.canLeave)}: ${leavingText(leaving)}`;
      return { ...again.data, found: { from: from.name, to: to.name, now: before, after } };
    }
    const { transferId } = await requestTransfer(tx, asked);
    return redirect(`/commercial/funding/transfers/${transferId}?done=asked`);
  },
);

export default function AskForTransfer() {
  const { query } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <ReadingColumn>
      <BackLink href="/commercial/funding/transfers">Transfers between funds</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle lede={checked ? undefined : "Nothing moves until another commercial officer approves."}>
        {checked
          ? `Check the ${kindOf(state)} before you ask for it`
          : HEADINGS[state ? kindOf(state) : (query.kind ?? "transfer")]}
      </PageTitle>
      {checked ? <Check /> : <Ask />}
    </ReadingColumn>
  );
}

/** Only funds that can give, and such that can get, are offered; a fund one comes from that cannot give says why. */
function Ask() {
  const { giving, getting, whyNot, query } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, { kind: "transfer", ...query });
  const others = query.from !== undefined && whyNot === null;
  // Who sent the form is shown it again with what is wrong, also when the last fund has stopped giving meanwhile.
  if (giving.length === 0 && !state)
    return (
      <>
        {whyNot ? <Inset>{whyNot}</Inset> : null}
        <p>
          No money can leave any fund for another at present. See <a href="/commercial/funding">all funds</a>.
        </p>
      </>
    );
  return (
    <Form>
      {whyNot ? <Inset>{whyNot}</Inset> : null}
      <Radios
        {...field("kind")}
        label="What kind of movement"
        choices={[
          { value: "transfer", label: "Transfer", hint: "Between funds of one payer and one year" },
          {
            value: "carry-over",
            label: "Carry over",
            hint: "What is left at the end of a year, to the year after, where the fund carries over",
          },
        ]}
      />
      <Select
        {...field("from")}
        label="From"
        hint="Funds that some money can leave"
        emptyLabel="Choose the fund that gives"
        options={giving}
      />
      {others ? (
        <p>
          <a href="/commercial/funding/transfers/new">Another fund gives</a>
        </p>
      ) : null}
      <Select
        {...field("to")}
        label="To"
        hint="Of the same payer and year, or of the year after where the money carries over"
        emptyLabel="Choose the fund that gets"
        options={getting}
      />
      <MoneyField
        {...field("amount")}
        label="Amount"
        hint="Capital cannot become revenue. What is set aside for organisations and not used yet stays, and so does what other requests wait for."
      />
      <ReasonStep />
    </Form>
  );
}

/** What the form asks for, in a heading or on a button: a carry-over is no transfer to the officer who asks for it. */
function kindOf(state: ReturnType<typeof useFormState>): keyof typeof HEADINGS {
  return state?.values["kind"] === "carry-over" ? "carry-over" : "transfer";
}

function Check() {
  const state = useFormState();
  const found = useAnswered<{
    found?: { from: string; to: string; now: string; after: { from: bigint; to: bigint } };
  }>()?.found;
  return (
    <CheckAnswers
      state={state}
      button={`Ask for the ${kindOf(state)}`}
      rows={[
        { key: "from", label: "From", value: found?.from },
        { key: "to", label: "To", value: found?.to },
        { key: "amount", label: "Amount", value: typedSum(state, "amount") },
        {
          key: "now",
          label: "Can leave now",
          value: found?.now,
        },
        {
          key: "after-from",
          label: "Can leave afterwards",
          value: formatPence(pence(found?.after.from ?? 0)),
        },
        {
          key: "after-to",
          label: "Free to commit afterwards where it goes",
          value: formatPence(pence(found?.after.to ?? 0)),
        },
        { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
      ]}
    >
      <p>The other commercial officers are told by e-mail. You can withdraw it until one of them decides.</p>
    </CheckAnswers>
  );
}
