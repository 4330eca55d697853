import type { z } from "zod";
import type { Queryable } from "~db";
import type { Day } from "~/domain/shared/day";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { roomToAllocate } from "~/domain/funding/transfers/leaving-views.server";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { setAllocations } from "~/domain/funding/allocations/set-allocations.server";
import { decimalPence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import { Problem } from "~/domain/shared/problem";
import { AllocateFields, AllocationPreview, FaultList, type ShownPlan } from "~/ui/funding/allocate-fields";
import { ErrorSummary, hasErrors } from "~/ui/kit/form";
import { useAnswered, useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, FullWidth, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { AllocateForm } from "~/web/funding/allocate-form";
import { allocationPlan } from "~/web/funding/allocation-plan.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { FundParams } from "~/web/funding/fund-forms";
import { givenTwice, hasUpload } from "~/web/forms/kept-upload";
import { keptUploads, tableText } from "~/web/forms/kept-upload.server";

export const meta = () => [{ title: pageTitle("Set money aside") }];

export const loader = centre.loader(
  { params: FundParams, roles: ["commercial_officer"] },
  async ({ q, params }) => {
    const fund = await fundBalance(q, params.id);
    return { fund, has: await roomToAllocate(q, fund) };
  },
);

/** Lines of a table that an error beside it names; the page of a form that is right otherwise lists all of them. */
const MOST_NAMED = 5;

/** What is wrong with a table is said in the round in which the reason is missing, too. */
async function wrongWithTable({
  q,
  params,
  known,
  today,
}: {
  q: Queryable;
  params: { id: string };
  known: Partial<z.output<typeof AllocateForm>>;
  today: Day;
}): Promise<Record<string, string>> {
  const { by, table = "", reason } = known;
  // A form that is right otherwise shows every line of its own (FaultList).
  if (by !== "table" || (reason ?? "").trim() !== "") return {};
  if (givenTwice(known, "file", "table")) return {};
  const text = await tableText(known, "file", table);
  if (text.trim() === "") return {};
  const fund = await fundBalance(q, params.id);
  const asked = {
    by,
    table: text,
    formula: "per-head",
    amount: pence(0),
    who: "kind",
    kind: "",
    region: "",
    codes: [],
    weights: "",
  } as const;
  const { faults } = await allocationPlan(q, fund, { ...asked, codes: [] }, today);
  const named = faults
    .slice(0, MOST_NAMED)
    .map(({ line, reason: why }) => (line > 0 ? `Line ${line}: ${why}` : why));
  const more = faults.length - named.length;
  if (more > 0) named.push(`${more.toLocaleString("en-GB")} more lines are wrong.`);
  return named.length > 0 ? { [hasUpload(known, "file") ? "file" : "table"]: named.join(" ") } : {};
}

export const action = centre.action(
  {
    params: FundParams,
    form: AllocateForm,
    roles: ["commercial_officer"],
    also: wrongWithTable,
    keeps: keptUploads("file", "weightsFile"),
  },
  async ({ tx, actor, params, form, now, today }) => {
    const fund = await fundBalance(tx, params.id);
    // The file is read once; from then on its text travels with the form.
    const table = await tableText(form, "file", form.table);
    const weights = await tableText(form, "weightsFile", form.weights);
    const typed = {
      ...form,
      table,
      weights,
      amount: form.amount > 0n ? decimalPence(form.amount) : "",
      ...WITHOUT_FILES,
    };
    const step = stepOf(form);
    if (step === "change") return shownAgain(typed, "change");
    const plan = await allocationPlan(tx, fund, { ...form, table, weights }, today);
    const { faults, digest, ...shown } = plan;
    if (faults.length > 0) return { ...shownAgain(typed, "change").data, faults };
    const allocating = {
      fundId: fund.fundId,
      allocations: plan.rows.filter((row) => row.amount !== row.before),
      method: form.by,
      reason: form.reason,
      actor,
      at: now,
      today,
    };
    if (step === "check") {
      await rehearse(tx, (trial) => setAllocations(trial, allocating));
      return { ...shownAgain({ ...typed, digest }, "check").data, plan: shown };
    }
    if (digest !== form.digest) {
      throw new Problem("conflict", "plan-changed", {
        title: "What these amounts rest on has changed since you looked at them.",
        detail: "Nothing was set aside. Press Continue to see the amounts as they are now.",
      });
    }
    await setAllocations(tx, allocating);
    return redirect(`/commercial/funding/${params.id}/allocations?done=set`);
  },
);

/** Once a file is read, its text stands in the field. */
const WITHOUT_FILES = {
  file: undefined,
  fileText: "",
  fileName: "",
  weightsFile: undefined,
  weightsFileText: "",
  weightsFileName: "",
};

export default function Allocate() {
  const { fund, has } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const answered = useAnswered<{ plan?: ShownPlan; faults?: { line: number; reason: string }[] }>();
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
          <AllocateFields has={has} kinds={fund.eligibleBuyerKinds} />
        </ReadingColumn>
      )}
    </FullWidth>
  );
}
