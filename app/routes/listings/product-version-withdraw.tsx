import { data, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { versionOnSale } from "~/domain/certification/product-versions/product-version";
import { versionList } from "~/domain/listings/product-versions/version-list-views.server";
import { withdrawVersion } from "~/domain/listings/product-versions/withdraw-version.server";
import {
  isReleased,
  noSuchProductVersion,
  whyNotWithdraw,
} from "~/domain/listings/product-versions/withdrawal";
import { formatDay } from "~/domain/shared/day";
import { WarningCallout } from "~/ui/kit/callouts";
import { CannotNow } from "~/ui/kit/cannot-now";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { ErrorSummary, fields, Form, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { useTypedDay } from "~/ui/kit/typed-day";
import { supplier } from "~/web/audience.server";
import { onlySignatories, ownSupplier } from "~/web/catalogue/own-supplier";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { StatusForm, supportEndErrors, supportEndOf } from "~/web/listings/status-page.server";
import { versionsPath } from "~/web/listings/version-forms";
import type { Queryable } from "~db";
import type { Day } from "~/domain/shared/day";

const Params = z.object({ id: z.string().min(1).max(60), version: z.string().min(1).max(40) });

export const meta = () => [{ title: pageTitle("Withdraw a version") }];

async function versionAt(
  q: Queryable,
  { id, version, supplierId, today }: { id: string; version: string; supplierId: string; today: Day },
) {
  const list = await versionList(q, { solutionId: id, supplierId, today });
  const chosen = list.versions.find((row) => row.version === version);
  if (!chosen) throw noSuchProductVersion(id);
  return { list, chosen };
}

export const loader = supplier.loader({ params: Params }, async ({ q, actor, params, today }) => {
  const { list, chosen } = await versionAt(q, { ...params, supplierId: ownSupplier(actor), today });
  const left = list.versions.filter((row) => row !== chosen);
  return {
    solution: list.solution,
    supplierName: list.supplierName,
    version: chosen.version,
    released: isReleased(chosen, today),
    onSaleThen: versionOnSale(left, today)?.version ?? null,
    whyNot:
      whyNotWithdraw(list.versions, chosen, { solutionId: list.solution.id, today })?.public ??
      onlySignatories(actor, "withdraws a version"),
  };
});

export const action = supplier.action(
  {
    params: Params,
    form: StatusForm,
    roles: ["supplier_signatory"],
    also: async ({ q, actor, params, known, today }) => {
      const { chosen } = await versionAt(q, { ...params, supplierId: ownSupplier(actor), today });
      if (!isReleased(chosen, today)) return {};
      return supportEndErrors(known, { action: "withdraw", needed: true, today });
    },
  },
  async ({ tx, actor, params: { id, version }, form, now, today }) => {
    const step = stepOf(form);
    const change = {
      solutionId: id,
      supplierId: ownSupplier(actor),
      version,
      reason: form.reason,
      supportEndsOn: supportEndOf(form),
      actor,
      at: now,
      today,
    };
    if (step === "check") await rehearse(tx, (trial) => withdrawVersion(trial, change));
    if (step !== "submit") return shownAgain(form, step);
    if (form.sure !== "yes") {
      const sure = "Confirm that it is withdrawn for good, or go back";
      return data({ ...shownAgain(form, "check").data, errors: { sure } }, { status: 422 });
    }
    await withdrawVersion(tx, change);
    return redirect(`${versionsPath(id)}?done=withdrawn`);
  },
);

export default function ProductVersionWithdraw() {
  const { solution, supplierName, version, whyNot } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <BackLink href={versionsPath(solution.id)}>Versions of the product</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${solution.name}, ${supplierName}`}>
          {checked ? "Check before you withdraw it" : `Withdraw version ${version}`}
        </PageTitle>
        {whyNot ? <CannotNow why={whyNot} /> : checked ? <Check /> : <Ask />}
      </ReadingColumn>
    </>
  );
}

function Ask() {
  const { released } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <Form>
      {released ? (
        <DateField
          {...fields(state)("supportEndsOn")}
          parts={typedDate(state, "supportEndsOn")}
          label="Last day of support"
          hint="For example 30 6 2027. Buyers whose contracts run longer are told so."
        />
      ) : null}
      <ReasonStep hint="Buyers with orders or shortlists of it are e-mailed it, and it is public." rows={4} />
    </Form>
  );
}

function Check() {
  const { solution, version, released, onSaleThen } = useLoaderData<typeof loader>();
  const state = useFormState();
  const supportEndsOn = useTypedDay("supportEndsOn");
  return (
    <CheckAnswers
      state={state}
      button="Withdraw the version for good"
      variant="warning"
      rows={[
        { key: "version", label: "Version", value: `${solution.name} ${version}` },
        {
          key: "support",
          label: "Last day of support",
          value: !released ? "None: it was never released" : supportEndsOn ? formatDay(supportEndsOn) : "",
        },
        { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
      ]}
      confirm={{
        name: "sure",
        field: (
          <Checkboxes
            name="sure"
            label="This cannot be undone"
            error={state?.errors["sure"]}
            choices={[{ value: "yes", label: `I withdraw version ${version} for good` }]}
          />
        ),
      }}
    >
      <WarningCallout level={2} heading={`Version ${onSaleThen} is on sale then`}>
        <p>
          Its number is not used again. Contracts that run are not touched by it. Every buyer with a contract,
          an order on its way or a shortlist of it is e-mailed now.
        </p>
      </WarningCallout>
    </CheckAnswers>
  );
}
