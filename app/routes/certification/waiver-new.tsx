import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { makeProposal } from "~/domain/proposals/make-proposal.server";
import { standardStatusOf } from "~/domain/certification/standard-status-views.server";
import { whyNotBegin, whyNotWaive } from "~/domain/certification/waivers/waiver";
import { formatDay } from "~/domain/shared/day";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { ErrorSummary, fields, Form, hasErrors } from "~/ui/kit/form";
import { useAnswered, useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { Select, TextField } from "~/ui/kit/fields/text-fields";
import { words } from "~/web/lists/as-at-query";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { fieldRefused } from "~/web/refusals.server";
import { WaiverForm } from "~/web/certification/waiver-form";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { waivableStandards, waiverSubject } from "~/web/certification/waiver-subject.server";

export const meta = () => [{ title: pageTitle("Propose a waiver") }];

export const loader = centre.loader(
  { query: z.object({ standard: words, solution: words }), roles: ["commercial_officer"] },
  async ({ q, query, today }) => ({ standards: await waivableStandards(q, today), query }),
);

export const action = centre.action(
  {
    form: WaiverForm,
    roles: ["commercial_officer"],
    also: async ({ q, known, today }) => {
      const { errors } = await waiverSubject(q, known, today);
      const { validFrom, validTo } = known;
      const early = validFrom ? whyNotBegin(validFrom, today) : null;
      if (early) errors["from"] ??= early;
      // That it would end before it starts is the form's own to say.
      if (!validFrom || !validTo || validTo < validFrom) return errors;
      const why = whyNotWaive(validFrom, validTo, today);
      return why ? { ...errors, to: why.title } : errors;
    },
  },
  async ({ tx, actor, form, now, today }) => {
    const step = stepOf(form);
    const again = shownAgain(form, step === "change" ? "change" : "check");
    if (step === "change") return again;
    const { standard, solution, buyer, errors } = await waiverSubject(tx, form, today);
    if (!standard || !solution) return fieldRefused(errors, again.data.values);
    const { validFrom, validTo, reason } = form;
    const terms = { standardId: standard.id, solutionId: solution.id, buyerCode: buyer?.code ?? null };
    const wish = { kind: "waiver" as const, ...terms, validFrom, validTo };
    const propose = (t: Tx) => makeProposal(t, { wish, reason, actor, at: now });
    if (step === "check") {
      await rehearse(tx, propose);
      // The check page names what was found, not what was typed.
      const statusToday = await standardStatusOf(tx, { ...terms, on: today });
      const found = {
        standard: standard.title,
        solution: `${solution.name}, ${solution.supplierName}`,
        statusToday,
      };
      return { ...again.data, found: { ...found, buyer: buyer?.name ?? "Every buyer" } };
    }
    const id = await propose(tx);
    return redirect(`/commercial/proposals/${id}?done=proposed`);
  },
);

export default function GrantWaiver() {
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <BackLink href="/commercial/waivers">Waivers</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle
          lede={
            checked
              ? undefined
              : "A waiver lets a solution be bought although it does not meet one standard, for less than a year."
          }
        >
          {checked ? "Check the waiver before you propose it" : "Propose a waiver"}
        </PageTitle>
        {checked ? <Check /> : <WaiverFields />}
      </ReadingColumn>
    </>
  );
}

function WaiverFields() {
  const { standards, query } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, query);
  return (
    <Form>
      <Select
        {...field("standard")}
        label="Standard"
        emptyLabel="Choose a standard"
        options={standards.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <TextField {...field("solution")} label="Solution" hint="Its number or its name" />
      <TextField
        {...field("buyer")}
        label="Buyer (optional)"
        hint="The code of one organisation, for example RR8. Leave it empty for every buyer."
        width={10}
      />
      <DateField
        name="from"
        label="First day"
        hint="Today or later, for example 1 12 2026"
        error={state?.errors["from"]}
        parts={typedDate(state, "from")}
      />
      <DateField
        name="to"
        label="Last day"
        hint="Less than a year after the first, for example 31 3 2027"
        error={state?.errors["to"]}
        parts={typedDate(state, "to")}
      />
      <ReasonStep hint="It is public on the solution’s page." rows={4} />
    </Form>
  );
}

function Check() {
  const state = useFormState();
  const answered = useAnswered<{
    found?: { standard: string; solution: string; statusToday: string; buyer: string };
  }>();
  const found = answered?.found;
  const dayOf = (name: string) => {
    const { day, month, year } = typedDate(state, name);
    return formatDay(
      `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` as Parameters<typeof formatDay>[0],
    );
  };
  return (
    <CheckAnswers
      state={state}
      button="Ask another officer to grant it"
      rows={[
        { key: "standard", label: "Standard", value: found?.standard },
        { key: "solution", label: "Solution", value: found?.solution },
        { key: "today", label: "Today", value: found?.statusToday },
        { key: "buyer", label: "For", value: found?.buyer },
        { key: "from", label: "First day", value: dayOf("from") },
        { key: "to", label: "Last day", value: dayOf("to") },
        { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
      ]}
    >
      <WarningCallout level={2} heading="Two officers grant a waiver, and it cannot be taken back">
        <p>
          Every other commercial officer is asked by e-mail, and nothing happens until one of them approves.
          Then it holds until its last day, and the solution counts as compliant with conditions.
        </p>
      </WarningCallout>
    </CheckAnswers>
  );
}
