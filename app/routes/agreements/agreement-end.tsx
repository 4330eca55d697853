import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { draftView } from "~/domain/agreements/draft/draft-views.server";
import { lastDayAdvice } from "~/domain/agreements/last-day";
import { makeProposal } from "~/domain/proposals/make-proposal.server";
import { withdrawAgreement } from "~/domain/agreements/withdraw-agreement.server";
import { nextState } from "~/domain/shared/state-table";
import { AGREEMENT_STATES } from "~/domain/agreements/agreement";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { DraftPage } from "~/ui/agreements/agreement-draft";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { Form } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { shownDraft } from "~/web/agreements/agreement-draft.server";
import { VersionParams } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { reasonOf } from "~/web/forms/reason-form";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { readDay } from "~/web/orders/order-forms";

const EndForm = z.looseObject({
  step: z.string().optional(),
  reason: reasonOf("Enter the reason, which every party is told"),
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
  { effectiveFrom, effectiveTo: to }: { effectiveFrom: Day; effectiveTo: Day | null },
): { lastDay: Day } | { error: string } {
  const typed = readDay(form, "last");
  if (!typed) return { error: "Enter the last day on which it applies, for example 31 3 2027" };
  if (typed < today) return { error: `The last day must be today, ${formatDay(today)}, or later` };
  if (to !== null && typed >= to) {
    const advice = lastDayAdvice({ effectiveFrom, effectiveTo: to }, today);
    return { error: `It ends on ${formatDay(to)} already. ${advice}` };
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
      const last = lastDayOf(known, today, version);
      return "error" in last ? { last: last.error } : {};
    },
  },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    const again = shownAgain(form, step === "change" ? "change" : "check");
    if (step === "change") return again;
    const command = {
      agreementId: params.id,
      version: params.version,
      reason: form.reason,
      actor,
      at: now,
    };
    if (form.withdraw === "yes") {
      if (step === "check") {
        await rehearse(tx, (trial) => withdrawAgreement(trial, command));
        return again;
      }
      await withdrawAgreement(tx, command);
      return redirect(`/commercial/agreements/${params.id}?done=withdrawn`);
    }
    const { version, title } = await draftView(tx, { agreementId: params.id, version: params.version });
    const last = lastDayOf(form, today, version);
    if ("error" in last) return again;
    const { agreementId, version: number, reason, ...by } = command;
    const wish = {
      kind: "end-agreement" as const,
      agreementId,
      version: number,
      title,
      lastDay: last.lastDay,
    };
    const propose = (t: Tx) => makeProposal(t, { wish, reason, ...by });
    if (step === "check") {
      await rehearse(tx, propose);
      return again;
    }
    const id = await propose(tx);
    return redirect(`/commercial/proposals/${id}?done=proposed`);
  },
);

export default function EndAgreement() {
  const { draft, today, from, to } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const proposed = draft.state === "proposed";
  const action = proposed ? "Withdraw" : "Propose to end";
  const back = { href: `/commercial/agreements/${draft.agreementId}`, label: "The agreement" };
  if (checked) return <Check proposed={proposed} draft={draft} from={from} back={back} />;
  return (
    <DraftPage
      draft={draft}
      title={`${action} this agreement`}
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
        <ReasonStep hint="Every party is told." />
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
        button={proposed ? "Withdraw it" : "Ask another officer to end it"}
        variant="warning"
      >
        {proposed ? (
          <WarningCallout heading="It cannot be taken back">
            <p>To go on with it, write its next version.</p>
          </WarningCallout>
        ) : (
          <WarningCallout heading="Two officers end an agreement">
            <p>
              Every other commercial officer is asked by e-mail, and one of them decides. Until then it stays
              in force, and you can withdraw what you propose. Orders placed after the last day are paid by
              the buyer, or under another agreement.
            </p>
          </WarningCallout>
        )}
      </CheckAnswers>
    </DraftPage>
  );
}
