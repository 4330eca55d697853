import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { closeProgramme } from "~/domain/funding/close-programme.server";
import { programmeView } from "~/domain/funding/funding-views.server";
import { reopenProgramme } from "~/domain/funding/reopen-programme.server";
import { formatDay, type Day } from "~/domain/shared/day";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { ErrorSummary, Form, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { FundParams, ProgrammeClosingForm } from "~/web/funding/fund-forms";

export const meta = () => [{ title: pageTitle("Close a programme") }];

export const loader = centre.loader(
  { params: FundParams, roles: ["commercial_officer"] },
  async ({ q, params, today }) => ({
    programme: await programmeView(q, { programmeId: params.id, on: today }),
  }),
);

export const action = centre.action(
  { params: FundParams, form: ProgrammeClosingForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    if (step === "change") return shownAgain(form, "change");
    const { closedOn } = await programmeView(tx, { programmeId: params.id, on: today });
    const asked = { programmeId: params.id, reason: form.reason, actor, at: now, today };
    const decide = closedOn === null ? closeProgramme : reopenProgramme;
    if (step === "check") {
      await rehearse(tx, (trial) => decide(trial, asked));
      return shownAgain(form, "check");
    }
    await decide(tx, asked);
    return redirect(`/funding/programmes/${params.id}`);
  },
);

export default function CloseProgramme() {
  const { programme } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const { closedOn, name } = programme;
  const does = closedOn === null ? "Close the programme" : "Open the programme again";
  const open = programme.funds.filter((fund) => fund.state !== "closed");
  return (
    <ReadingColumn>
      <BackLink href={`/funding/programmes/${programme.id}`}>{name}</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={name}>{checked ? `Check before you ${does.toLowerCase()}` : does}</PageTitle>
      {checked ? (
        <CheckAnswers
          state={state}
          button={does}
          rows={[
            { key: "programme", label: "Programme", value: name },
            { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
          ]}
        >
          <Effect closed={closedOn !== null} />
        </CheckAnswers>
      ) : closedOn === null && open.length > 0 ? (
        <OpenFunds funds={open} />
      ) : (
        <Form>
          <Effect closed={closedOn !== null} />
          <ReasonStep hint="Officers and auditors read it in the record of events" />
        </Form>
      )}
    </ReadingColumn>
  );
}

function Effect({ closed }: { closed: boolean }) {
  return closed ? (
    <p>Funds may be opened in it again, and it can be edited.</p>
  ) : (
    <p>
      No fund is opened in it any more, and its public page says since when it is closed. What its funds have
      paid and still owe stays as it is.
    </p>
  );
}

/** A programme is closed after its funds: which are open or still to open, and where each is closed. */
function OpenFunds({ funds }: { funds: readonly { fundId: string; name: string; closesOn: Day }[] }) {
  return (
    <>
      <p>
        It cannot be closed yet: orders may use {funds.length === 1 ? "one fund" : `${funds.length} funds`} of
        it, or will. Close {funds.length === 1 ? "that" : "those"} first.
      </p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {funds.map((fund) => (
          <li key={fund.fundId}>
            <a href={`/commercial/funding/${encodeURIComponent(fund.fundId)}/dates`}>Close {fund.name}</a>,
            which closes on {formatDay(fund.closesOn)} as things stand
          </li>
        ))}
      </ul>
    </>
  );
}
