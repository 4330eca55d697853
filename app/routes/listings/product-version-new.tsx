import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { versionEvidence } from "~/domain/certification/product-versions/evidence-facts.server";
import {
  CHANGE_CLASSES,
  CLASS_DEMANDS,
  CLASS_WORDS,
  evidenceDue,
  parentOf,
  versionNotice,
  versionOnSale,
  type ChangeClass,
} from "~/domain/certification/product-versions/product-version";
import { frameworksOf } from "~/domain/listings/notice-views.server";
import { announceVersion } from "~/domain/listings/product-versions/announce-version.server";
import { versionList } from "~/domain/listings/product-versions/version-list-views.server";
import { formatDay } from "~/domain/shared/day";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Inset } from "~/ui/kit/callouts";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { useTypedDay } from "~/ui/kit/typed-day";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { WRITERS } from "~/web/listings/change-page.server";
import { releasedOnOf, versionErrors, VersionForm, versionsPath } from "~/web/listings/version-forms";

const Params = z.object({ id: z.string().min(1).max(60) });

export const meta = () => [{ title: pageTitle("Bring out a new version") }];

export const loader = supplier.loader(
  { params: Params, roles: WRITERS },
  async ({ q, actor, params: { id }, today }) => {
    const { solution, supplierName } = await versionList(q, {
      solutionId: id,
      supplierId: ownSupplier(actor),
      today,
    });
    const [evidence, frameworks] = await Promise.all([versionEvidence(q, id, today), frameworksOf(q, id)]);
    return {
      solution,
      supplierName,
      evidence,
      onSale: versionOnSale(evidence.versions, today)?.version ?? null,
      notices: CHANGE_CLASSES.map((each) => ({ each, ...versionNotice(each, frameworks) })),
    };
  },
);

export const action = supplier.action(
  {
    params: Params,
    form: VersionForm,
    roles: WRITERS,
    also: async ({ q, actor, params: { id }, known, today }) => {
      await versionList(q, { solutionId: id, supplierId: ownSupplier(actor), today });
      const [{ versions }, frameworks] = await Promise.all([
        versionEvidence(q, id, today),
        frameworksOf(q, id),
      ]);
      return versionErrors(known, { versions, frameworks, today });
    },
  },
  async ({ tx, actor, params: { id }, form, now, today }) => {
    const step = stepOf(form);
    if (step === "change") return shownAgain(form, step);
    const { version, changeClass, changes } = form;
    const made = {
      version,
      changeClass,
      changes,
      releasedOn: releasedOnOf(form),
      solutionId: id,
      supplierId: ownSupplier(actor),
      actor,
      at: now,
      today,
    };
    if (step === "check") {
      await rehearse(tx, (trial) => announceVersion(trial, made));
      return shownAgain(form, step);
    }
    await announceVersion(tx, made);
    return redirect(`${versionsPath(id)}?done=announced`);
  },
);

export default function ProductVersionNew() {
  const { solution, supplierName } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <BackLink href={versionsPath(solution.id)}>Versions of the product</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${solution.name}, ${supplierName}`}>
          {checked ? "Check before you announce it" : "Bring out a new version"}
        </PageTitle>
        {checked ? <Check /> : <Ask />}
      </ReadingColumn>
    </>
  );
}

const noticeText = ({ days, frameworkName }: { days: number; frameworkName: string | null }) =>
  days === 0
    ? "It can be released on the same day."
    : `Buyers are told at least ${days} days before${frameworkName ? `, as ${frameworkName} states` : ""}.`;

function Ask() {
  const { onSale, notices } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  return (
    <Form>
      <TextField
        {...field("version")}
        label="Number of the version"
        hint={`Two or three numbers, for example 4.3 or 4.3.1.${onSale ? ` Version ${onSale} is on sale.` : ""}`}
        width={10}
      />
      <Radios
        {...field("changeClass")}
        label="What kind of change is it?"
        choices={notices.map((notice) => ({
          value: notice.each,
          label: CLASS_WORDS[notice.each],
          hint: `${CLASS_DEMANDS[notice.each]} ${noticeText(notice)}`,
        }))}
      />
      <TextArea
        {...field("changes")}
        label="What changed"
        hint="Buyers and the public read it"
        rows={5}
        maxLength={2000}
      />
      <DateField
        {...field("releasedOn")}
        parts={typedDate(state, "releasedOn")}
        label="Day of its release"
        hint="For example 30 6 2027"
      />
      <SubmitButton name="step" value="check">
        Continue
      </SubmitButton>
    </Form>
  );
}

function Check() {
  const { solution, evidence, onSale } = useLoaderData<typeof loader>();
  const state = useFormState();
  const value = (name: string) => String(state?.values[name] ?? "");
  const releasedOn = useTypedDay("releasedOn");
  const version = value("version");
  const changeClass = value("changeClass") as ChangeClass;
  const parent = parentOf(evidence.versions, version)?.version ?? "";
  const made = {
    version,
    parentVersion: parent,
    changeClass,
    releasedOn,
    onSaleFrom: null,
    withdrawnOn: null,
  };
  const due = evidenceDue({
    versions: [...evidence.versions, { ...made, supportEndsOn: null }],
    version,
    former: onSale,
    standardIds: evidence.standards.map(({ id }) => id),
    certificates: evidence.certificates,
  });
  const titles = evidence.standards.filter(({ id }) => due.includes(id)).map(({ title }) => title);
  return (
    <CheckAnswers
      state={state}
      button="Announce the version"
      rows={[
        { key: "solution", label: "Solution", value: solution.name },
        { key: "version", label: "Version", value: `${version}, after ${parent}` },
        { key: "class", label: "Kind of change", value: CLASS_WORDS[changeClass] },
        {
          key: "changes",
          label: "What changed",
          value: <span className="dt-pre-line">{value("changes")}</span>,
        },
        { key: "released", label: "Day of its release", value: releasedOn ? formatDay(releasedOn) : "" },
        {
          key: "evidence",
          label: "Evidence that is due again",
          value: titles.length > 0 ? titles.join(", ") : "None",
        },
      ]}
    >
      <Inset>
        <p>
          {titles.length > 0
            ? `Version ${onSale} stays on sale until the evidence of ${version} is decided. You can claim it at once.`
            : `Version ${version} is on sale from the day of its release.`}
        </p>
        <p>
          What you say here cannot be changed afterwards. Every buyer with a contract, an order on its way or
          a shortlist of it is e-mailed now.
        </p>
      </Inset>
    </CheckAnswers>
  );
}
