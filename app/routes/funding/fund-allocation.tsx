import { withCode } from "~/domain/shared/organisation-words";
import { FUND_FIGURES } from "~/domain/funding/fund";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { usedInArea } from "~/domain/funding/allocations/allocation";
import { roomText } from "~/domain/funding/allocations/allocation-table";
import { allocationHistory, allocationsOf } from "~/domain/funding/allocations/allocation-views.server";
import { roomToAllocate } from "~/domain/funding/transfers/leaving-views.server";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { setAllocations } from "~/domain/funding/allocations/set-allocations.server";
import { decimalPence, formatPence, parsePence } from "~/domain/money/format";
import { pence, ZERO } from "~/domain/money/money";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { AllocationHistory } from "~/ui/funding/allocation-table";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ErrorSummary, fields, Form, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, FullWidth, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { MoneyField } from "~/ui/kit/fields/text-fields";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { AllocationForm } from "~/web/funding/fund-forms";

const Params = z.object({ id: z.string().max(100), code: z.string().max(100) });

export const meta = () => [{ title: pageTitle("One allocation") }];

export const loader = centre.loader({ params: Params }, async ({ q, actor, params }) => {
  const [fund] = await fundBalances(q, [params.id]);
  const history = await allocationHistory(q, {
    fundId: params.id,
    organisationCode: params.code,
  }).page(null, 100);
  if (!fund || history.total === 0) {
    throw new Problem("not-found", "no-such-allocation", "There is no such allocation.");
  }
  const { rows } = await allocationsOf(q, fund.fundId);
  const row = rows.find((one) => one.organisationCode === params.code);
  return {
    fund,
    code: params.code,
    name: history.rows[0]!.organisationName,
    amount: row?.amount ?? ZERO,
    committed: row?.committed ?? ZERO,
    drawn: row?.drawn ?? ZERO,
    takenBack: row?.takenBack ?? ZERO,
    free: row?.free ?? ZERO,
    offered: row?.offered ?? ZERO,
    basis: basisOf(row, history.rows[0]!),
    usedBy: row ? usedInArea(row.organisationKind, fund.eligibleBuyerKinds) : null,
    has: await roomToAllocate(q, fund),
    history,
    officer: actor.roles.includes("commercial_officer"),
  };
});

/** How an allocation came about; where nothing is set aside any more, since when and why. */
function basisOf(row: { basis: string } | undefined, last: { decidedOn: Day; reason: string }): string {
  if (row) return row.basis || "Agreed";
  return `Nothing is set aside any more, since ${formatDay(last.decidedOn)}: ${last.reason}`;
}

export const action = centre.action(
  { params: Params, form: AllocationForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    const allocating = {
      fundId: params.id,
      allocations: [
        {
          organisationCode: params.code,
          amount: form.amount,
          before: pence(BigInt(form.before)),
          basis: "Agreed",
        },
      ],
      method: "typed" as const,
      reason: form.reason,
      actor,
      at: now,
      today,
    };
    if (step === "check") await rehearse(tx, (trial) => setAllocations(trial, allocating));
    if (step !== "submit") return shownAgain({ ...form, amount: decimalPence(form.amount) }, step);
    await setAllocations(tx, allocating);
    return redirect(`/commercial/funding/${params.id}/allocations?done=changed`);
  },
);

export default function OneAllocation() {
  const data = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const base = `/commercial/funding/${encodeURIComponent(data.fund.fundId)}/allocations`;
  return (
    <FullWidth>
      <BackLink href={base}>Allocations</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={data.fund.name}>
        {checked ? "Check the allocation before you change it" : withCode(data.name, data.code)}
      </PageTitle>
      {checked ? <Check /> : <Now />}
      {checked ? null : <AllocationHistory {...data.history} />}
    </FullWidth>
  );
}

function Check() {
  const { name, code, amount, has } = useLoaderData<typeof loader>();
  const state = useFormState();
  const typed = parsePence(String(state?.values["amount"] ?? "")) ?? ZERO;
  return (
    <CheckAnswers
      state={state}
      button="Change the allocation"
      rows={[
        { key: "who", label: "Organisation", value: withCode(name, code) },
        { key: "before", label: "Now", value: formatPence(amount) },
        { key: "after", label: "From now on", value: formatPence(typed) },
        { key: "room", label: "The fund may still set aside", value: `${roomText(has)}.` },
        {
          key: "room-after",
          label: "Afterwards",
          value: formatPence(pence(has.room - (typed - amount))),
        },
        { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
      ]}
    >
      <p>What was set aside before stays in the history, with its reason.</p>
    </CheckAnswers>
  );
}

function Now() {
  const data = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  return (
    <ReadingColumn>
      <SummaryList
        rows={[
          { key: "amount", label: FUND_FIGURES.allocated, value: formatPence(data.amount) },
          { key: "basis", label: "How it came about", value: data.basis },
          ...(data.usedBy ? [{ key: "used-by", label: "Who uses it", value: data.usedBy }] : []),
          { key: "committed", label: "Committed by orders", value: formatPence(data.committed) },
          { key: "drawn", label: "Drawn by invoices", value: formatPence(data.drawn) },
          ...(data.takenBack > 0n
            ? [{ key: "taken-back", label: FUND_FIGURES.takenBack, value: formatPence(data.takenBack) }]
            : []),
          ...(data.offered > 0n
            ? [{ key: "offered", label: FUND_FIGURES.notSigned, value: formatPence(data.offered) }]
            : []),
          { key: "free", label: FUND_FIGURES.leftOfAllocation, value: formatPence(data.free) },
        ]}
      />
      {data.officer ? (
        <Form>
          <h2 className="nhsuk-heading-m">Change it</h2>
          <input type="hidden" name="before" value={String(data.amount)} />
          <MoneyField
            {...field("amount")}
            label="New amount"
            hint={`Not less than what is committed or was drawn. ${roomText(data.has)}.`}
          />
          <ReasonStep />
        </Form>
      ) : null}
    </ReadingColumn>
  );
}
