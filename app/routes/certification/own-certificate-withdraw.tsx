import { data, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { eventWords } from "~/domain/certification/certificates/certificate-event";
import { stateAfter, whyNotChange } from "~/domain/certification/certificates/certificate-state";
import { dependentSolutions } from "~/domain/certification/certification-views.server";
import { toldOf } from "~/domain/shortlists/certificate-dependents-views.server";
import { changeCertificate } from "~/domain/shortlists/change-certificate.server";
import { certificateHolder } from "~/ui/certification/certificate-parts";
import { WarningCallout } from "~/ui/kit/callouts";
import { CannotNow } from "~/ui/kit/cannot-now";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { ErrorSummary, fields, Form, hasErrors } from "~/ui/kit/form";
import { useAnswered, useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { useTypedDay } from "~/ui/kit/typed-day";
import { supplier } from "~/web/audience.server";
import { onlySignatories, ownSupplier } from "~/web/catalogue/own-supplier";
import { ownCertificate } from "~/web/certification/own-certificate.server";
import { StatusEventForm, statusEventErrors, statusEventOf } from "~/web/certification/status-event-form";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";

const Params = z.object({ number: z.string().max(100) });
const pageOf = (number: string) => `/supplying/certification/certificates/${number}`;

export const meta = () => [{ title: pageTitle("Withdraw this certificate") }];

export const loader = supplier.loader({ params: Params }, async ({ q, actor, params, today }) => {
  const certificate = await ownCertificate(q, actor, params.number, today);
  const state = stateAfter(certificate.events.map(({ kind }) => kind));
  const whyNot =
    whyNotChange({ number: params.number, state }, "withdraw", pageOf(params.number))?.public ??
    onlySignatories(actor, "gives a certificate back");
  return { certificate, today, whyNot, solutions: await dependentSolutions(q, certificate) };
});

export const action = supplier.action(
  {
    params: Params,
    form: StatusEventForm,
    roles: ["supplier_signatory"],
    also: async ({ q, actor, known, params, today }) => {
      const certificate = await ownCertificate(q, actor, params.number, today);
      return statusEventErrors(known, { certificate, today, byCentre: false });
    },
  },
  async ({ tx, actor, params: { number }, form, now, today }) => {
    const step = stepOf(form);
    const given = {
      ...statusEventOf(form, today),
      regulatorName: null,
      lifting: null,
      supplierId: ownSupplier(actor),
    };
    const change = { ...given, action: "withdraw" as const, actor, at: now, today, number };
    if (step === "change") return shownAgain(form, step);
    const checked = async () => {
      const certificate = await ownCertificate(tx, actor, number, today);
      const told = await toldOf(tx, { certificate, today, effectiveOn: change.effectiveOn });
      // Which buyers prepare orders or keep shortlists is not the supplier's to know.
      const buyers = [...new Set(told.live.map(({ buyerName }) => buyerName))].sort();
      return { ...shownAgain(form, "check").data, buyers };
    };
    if (step === "check") {
      await rehearse(tx, (trial) => changeCertificate(trial, change));
      return data(await checked());
    }
    if (form.sure !== "yes") {
      const sure = "Confirm that it is withdrawn for good, or go back";
      return data({ ...(await checked()), errors: { sure } }, { status: 422 });
    }
    await changeCertificate(tx, change);
    return redirect(`${pageOf(number)}?done=withdrawn`);
  },
);

export default function OwnCertificateWithdraw() {
  const { certificate, whyNot } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <BackLink href={pageOf(certificate.number)}>Certificate {certificate.number}</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${certificate.standardTitle} for ${certificateHolder(certificate)}`}>
          {checked ? "Check before you withdraw it" : "Withdraw this certificate"}
        </PageTitle>
        {whyNot ? <CannotNow why={whyNot} /> : checked ? <Check /> : <Ask />}
      </ReadingColumn>
    </>
  );
}

function Ask() {
  const { today } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <Form>
      <DateField
        {...fields(state)("effectiveOn")}
        parts={typedDate(state, "effectiveOn", today)}
        label="From which day?"
        hint="The first day on which it does not count any more"
      />
      <ReasonStep
        hint="The buyers who depend on it are e-mailed it, and it is public on the certificate’s page."
        rows={4}
      />
    </Form>
  );
}

function Check() {
  const { certificate, solutions, today } = useLoaderData<typeof loader>();
  const state = useFormState();
  const buyers = useAnswered<{ buyers?: string[] }>()?.buyers ?? [];
  const from = useTypedDay("effectiveOn") ?? today;
  const { number, supplierName } = certificate;
  const happens = eventWords({
    kind: "withdrawn",
    on: from,
    today,
    body: "supplier",
    regulatorName: null,
    supplierName,
  });
  return (
    <CheckAnswers
      state={state}
      button="Withdraw the certificate for good"
      variant="warning"
      rows={[
        { key: "number", label: "Certificate", value: number },
        { key: "status", label: "Today", value: certificate.sentence },
        { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
      ]}
      confirm={{
        name: "sure",
        field: (
          <Checkboxes
            name="sure"
            label="This cannot be undone"
            error={state?.errors["sure"]}
            choices={[{ value: "yes", label: `I withdraw certificate ${number} for good` }]}
          />
        ),
      }}
    >
      <WarningCallout level={2} heading="This is final">
        <p>
          Its public history says for good that it {happens}; and, if it is suspended or being assessed again
          at that moment, that it was under review.
        </p>
        {solutions.length > 0 ? (
          <p>
            These solutions cannot be bought where the standard is mandatory until there is a new certificate:
          </p>
        ) : (
          <p>None of your solutions in the catalogue needs it.</p>
        )}
        <ul>
          {solutions.map((one) => (
            <li key={one.id}>
              <a href={`/solutions/${one.id}`}>{one.name}</a>
            </li>
          ))}
        </ul>
      </WarningCallout>
      <p>
        {buyers.length > 0
          ? `E-mailed are the procurement leads of ${buyers.join(", ")}, whose live orders rest on it, and of every other buyer with an order or a shortlist that does.`
          : "No live order rests on it. E-mailed are the procurement leads of every buyer with an order on its way or a shortlist that does."}
      </p>
    </CheckAnswers>
  );
}
