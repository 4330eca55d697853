import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { setAllocations } from "~/domain/funding/set-allocations.server";
import { decimalPence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import { Problem } from "~/domain/shared/problem";
import { AllocateFields, AllocationPreview, FaultList, type ShownPlan } from "~/ui/funding/allocate-fields";
import { ErrorSummary, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, FullWidth, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { AllocateForm } from "~/web/funding/allocate-form";
import { allocationPlan } from "~/web/funding/allocation-plan.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { FundParams } from "~/web/funding/fund-forms";
import { uploadedText } from "~/web/forms/uploaded-text.server";

export const meta = () => [{ title: pageTitle("Set money aside") }];

export const loader = centre.loader(
  { params: FundParams, roles: ["commercial_officer"] },
  async ({ q, params }) => {
    const fund = await fundBalance(q, params.id);
    return { fund, room: pence(fund.allocated - fund.setAside) };
  },
);

export const action = centre.action(
  { params: FundParams, form: AllocateForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const fund = await fundBalance(tx, params.id);
    // The file is read once; from then on its text travels with the form.
    const table = await textOf(form.file, form.table);
    const weights = await textOf(form.weightsFile, form.weights);
    const typed = {
      ...form,
      table,
      weights,
      weightsFile: undefined,
      amount: form.amount > 0n ? decimalPence(form.amount) : "",
      file: undefined,
    };
    const step = stepOf(form);
    if (step === "change") return shownAgain(typed, "change");
    const plan = await allocationPlan(tx, fund, { ...form, table, weights }, today);
    const { faults, digest, ...shown } = plan;
    if (faults.length > 0) return { ...shownAgain(typed, "change").data, faults };
    if (step === "check") return { ...shownAgain({ ...typed, digest }, "check").data, plan: shown };
    if (digest !== form.digest) {
      throw new Problem("conflict", "plan-changed", {
        title: "What these amounts rest on has changed since you looked at them.",
        detail: "Nothing was set aside. Press Continue to see the amounts as they are now.",
      });
    }
    await setAllocations(tx, {
      fundId: fund.fundId,
      allocations: plan.rows.filter((row) => row.amount !== row.before),
      method: form.by,
      reason: form.reason,
      actor,
      at: now,
      today,
    });
    return redirect(`/commercial/funding/${params.id}/allocations?done=set`);
  },
);

async function textOf(file: File | undefined, typed: string): Promise<string> {
  return file && file.size > 0 ? uploadedText(file) : typed;
}

export default function Allocate() {
  const { fund, room } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const answered = useActionData<{ plan?: ShownPlan; faults?: { line: number; reason: string }[] }>();
  const plan = checked ? answered?.plan : undefined;
  return (
    <FullWidth>
      <BackLink href={`/commercial/funding/${encodeURIComponent(fund.fundId)}/allocations`}>
        Allocations
      </BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      {answered?.faults ? <FaultList faults={answered.faults} /> : null}
      <PageTitle caption={fund.name}>
        {plan ? "Check the allocations before you set them" : "Set money aside for organisations"}
      </PageTitle>
      {plan ? (
        <AllocationPreview plan={plan} binds={fund.allocationsBind} />
      ) : (
        <ReadingColumn>
          <AllocateFields room={room} kinds={fund.eligibleBuyerKinds} />
        </ReadingColumn>
      )}
    </FullWidth>
  );
}
