import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { draftView } from "~/domain/agreements/draft-views.server";
import { endAgreement } from "~/domain/agreements/end-agreement.server";
import { withdrawAgreement } from "~/domain/agreements/withdraw-agreement.server";
import { nextState } from "~/domain/shared/state-table";
import { AGREEMENT_STATES } from "~/domain/agreements/agreement";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { DraftPage } from "~/ui/agreements/agreement-draft";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { DateField, typedDate } from "~/ui/kit/date-field";
import { fields, Form, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/text-fields";
import { shownDraft } from "~/web/agreements/agreement-draft.server";
import { VersionParams } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { readDay } from "~/web/orders/order-forms";

const EndForm = z.looseObject({
  step: z.string().optional(),
  reason: z
    .string("Enter the reason")
    .trim()
    .min(1, "Enter the reason, which every party is told")
    .max(1_000, "Keep the reason to 1,000 characters"),
});

export const meta = () => [{ title: pageTitle("End the agreement") }];

export const loader = centre.loader(
  { params: VersionParams, roles: ["commercial_officer"] },
  async ({ q, params, today }) => {
    const draft = await draftView(q, { agreementId: params.id, version: params.version });
    const proposed = draft.state === "proposed";
    if (!proposed && nextState(AGREEMENT_STATES, draft.state, "end") === null) {
      throw new Problem("conflict", "wrong-state", {
        title: `Version ${draft.number} of ${draft.agreementId} cannot be ended: it is ${draft.state.replaceAll("_", " ")}.`,
        next: { label: "See the agreement", href: `/commercial/agreements/${draft.agreementId}` },
      });
    }
    const { effectiveFrom: from, effectiveTo: to } = draft.version;
    return { draft: shownDraft(draft), today, from, to };
  },
);

/** The last day that was typed, which is kept as it is or refused. */
function lastDayOf(
  form: Record<string, unknown>,
  today: Day,
  to: Day | null,
): { lastDay: Day } | { error: string } {
  const typed = readDay(form, "last");
  if (!typed) return { error: "Enter the last day on which it applies, for example 31 3 2027" };
  if (typed < today) return { error: `The last day must be today, ${formatDay(today)}, or later` };
  if (to !== null && typed >= to) {
    return { error: `It ends on ${formatDay(to)} already, so the last day must be before that` };
  }
  return { lastDay: typed };
}

export const action = centre.action(
  {
    params: VersionParams,
    form: EndForm,
    roles: ["commercial_officer"],
    also: async ({ q, params, known, today }) => {
      if (known.withdraw === "yes") return {};
      const { version } = await draftView(q, { agreementId: params.id, version: params.version });
      const last = lastDayOf(known, today, version.effectiveTo);
      return "error" in last ? { last: last.error } : {};
    },
  },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    const again = shownAgain(form, step === "change" ? "change" : "check");
    if (step === "change") return again;
    const deed = {
      agreementId: params.id,
      version: params.version,
      reason: form.reason,
      actor,
      at: now,
    };
    if (form.withdraw === "yes") {
      if (step === "check") return again;
      await withdrawAgreement(tx, deed);
      return redirect(`/commercial/agreements/${params.id}?done=withdrawn`);
    }
    const { version } = await draftView(tx, { agreementId: params.id, version: params.version });
    const last = lastDayOf(form, today, version.effectiveTo);
    if (step === "check" || "error" in last) return again;
    await endAgreement(tx, { ...deed, lastDay: last.lastDay });
    return redirect(`/commercial/agreements/${params.id}?done=ended`);
  },
);

export default function EndAgreement() {
  const { draft, today, from, to } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const proposed = draft.state === "proposed";
  const deed = proposed ? "Withdraw" : "End";
  const back = { href: `/commercial/agreements/${draft.agreementId}`, label: "The agreement" };
  if (checked) return <Check proposed={proposed} draft={draft} from={from} back={back} />;
  const field = fields(state);
  return (
    <DraftPage
      draft={draft}
      title={`${deed} this agreement`}
      lede={
        proposed
          ? "Nobody is bound by it yet. Those who were asked to sign are told why."
          : "Orders that were placed before keep the shares they were placed with."
      }
      back={back}
      state={state}
    >
      <Form>
        {proposed ? (
          <input type="hidden" name="withdraw" value="yes" />
        ) : (
          <DateField
            name="last"
            label="Last day on which it applies"
            hint={hintOf(from, to, today)}
            error={state?.errors.last}
            parts={typedDate(state, "last", today)}
          />
        )}
        <TextArea
          {...field("reason")}
          label="Reason"
          hint="Every party is told."
          rows={3}
          maxLength={1_000}
        />
        <SubmitButton name="step" value="check">
          Continue
        </SubmitButton>
      </Form>
    </DraftPage>
  );
}

/** What its dates are now, and what a last day before the first one would mean. */
function hintOf(from: Day, to: Day | null, today: Day): string {
  const ends = to ? ` It ends on ${formatDay(to)} without this.` : "";
  if (from <= today) return `It applies to orders from ${formatDay(from)}.${ends}`;
  return `Its first day is ${formatDay(from)}. With a last day before that it is never in force.${ends}`;
}

function Check({
  proposed,
  draft,
  from,
  back,
}: {
  proposed: boolean;
  from: Day;
  draft: ReturnType<typeof useLoaderData<typeof loader>>["draft"];
  back: { href: string; label: string };
}) {
  const state = useFormState();
  const { day, month, year } = typedDate(state, "last");
  const last = `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` as Day;
  return (
    <DraftPage draft={draft} title="Check before you go on" back={back} state={null}>
      <CheckAnswers
        state={state}
        rows={[
          ...(proposed
            ? []
            : [
                {
                  key: "last",
                  label: "Last day",
                  value: formatDay(last),
                },
                ...(last < from
                  ? [
                      {
                        key: "never",
                        label: "In force",
                        value: `Never: its first day would be ${formatDay(from)}`,
                      },
                    ]
                  : []),
              ]),
          { key: "reason", label: "Reason", value: [state?.values.reason ?? ""].flat()[0] },
        ]}
        button={proposed ? "Withdraw it" : "End it"}
        variant="warning"
      >
        <WarningCallout heading="It cannot be taken back">
          <p>
            {proposed
              ? "To go on with it, write its next version."
              : "Orders placed after the last day are paid by the buyer, or under another agreement. To go on with it, write its next version."}
          </p>
        </WarningCallout>
      </CheckAnswers>
    </DraftPage>
  );
}
