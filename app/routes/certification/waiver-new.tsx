import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { grantWaiver } from "~/domain/certification/grant-waiver.server";
import { whyNotWaive } from "~/domain/certification/waiver";
import { formatDay } from "~/domain/shared/day";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { DateField, typedDate } from "~/ui/kit/date-field";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { Select, TextArea, TextField } from "~/ui/kit/text-fields";
import { words } from "~/web/lists/as-at-query";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { fieldRefused } from "~/web/refusals.server";
import { WaiverForm } from "~/web/certification/waiver-form";
import { waivableStandards, waiverSubject } from "~/web/certification/waiver-subject.server";

export const meta = () => [{ title: pageTitle("Grant a waiver") }];

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
    if (step === "check") {
      // The check page names what was found, not what was typed.
      const found = { standard: standard.title, solution: `${solution.name}, ${solution.supplierName}` };
      return { ...again.data, found: { ...found, buyer: buyer?.name ?? "Every buyer" } };
    }
    const { validFrom, validTo, reason } = form;
    await grantWaiver(tx, {
      actor,
      at: now,
      standardId: standard.id,
      solutionId: solution.id,
      buyerCode: buyer?.code ?? null,
      validFrom,
      validTo,
      reason,
    });
    return redirect("/commercial/waivers?done=granted");
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
          {checked ? "Check the waiver before you grant it" : "Grant a waiver"}
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
        hint="For example 1 12 2026"
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
      <TextArea
        {...field("reason")}
        label="Reason"
        hint="It is public on the solution’s page."
        rows={4}
        maxLength={1000}
      />
      <SubmitButton name="step" value="check">
        Continue
      </SubmitButton>
    </Form>
  );
}

function Check() {
  const state = useFormState();
  const answered = useActionData<{ found?: { standard: string; solution: string; buyer: string } }>();
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
      button="Grant the waiver"
      rows={[
        { key: "standard", label: "Standard", value: found?.standard },
        { key: "solution", label: "Solution", value: found?.solution },
        { key: "buyer", label: "For", value: found?.buyer },
        { key: "from", label: "First day", value: dayOf("from") },
        { key: "to", label: "Last day", value: dayOf("to") },
        { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
      ]}
    >
      <WarningCallout level={2} heading="A waiver cannot be taken back">
        <p>It holds until its last day. Until then the solution counts as compliant with conditions.</p>
      </WarningCallout>
    </CheckAnswers>
  );
}
