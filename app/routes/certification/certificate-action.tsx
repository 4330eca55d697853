import { data, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { CertificateEventKind } from "~/domain/certification/certificates/certificate";
import { currentSuspension, suspendedBy } from "~/domain/certification/certificates/lifting";
import { stateAfter, whyNotChange } from "~/domain/certification/certificates/certificate-state";
import { certificateByNumber } from "~/domain/certification/certificates/certificate-views.server";
import { dependentSolutions } from "~/domain/certification/certification-views.server";
import { toldOf, type CertificateDependents } from "~/domain/shortlists/certificate-dependents-views.server";
import { changeCertificate } from "~/domain/shortlists/change-certificate.server";
import { WarningCallout } from "~/ui/kit/callouts";
import { formatDay } from "~/domain/shared/day";
import { Checkboxes, Radios } from "~/ui/kit/fields/choice-fields";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { TextField } from "~/ui/kit/fields/text-fields";
import { useTypedDay } from "~/ui/kit/typed-day";
import { LiftingFields, liftingText } from "~/ui/certification/lifting-fields";
import { DependentsText } from "~/ui/kit/dependents";
import { certificateHolder } from "~/ui/certification/certificate-parts";
import { CannotNow } from "~/ui/kit/cannot-now";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ErrorSummary, fields, Form, hasErrors, type FormState } from "~/ui/kit/form";
import { useAnswered, useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { ASSESSING_ROLES } from "~/domain/certification/permission";
import { centre } from "~/web/audience.server";
import {
  regulatorSuspension,
  StatusEventForm,
  statusEventErrors,
  statusEventOf,
} from "~/web/certification/status-event-form";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { rehearse } from "~/web/forms/rehearse.server";

const Params = z.object({
  number: z.string().max(100),
  action: z.enum(["suspend", "reinstate", "withdraw"]),
});

const WORDS = {
  suspend: {
    title: "Suspend this certificate",
    button: "Suspend the certificate",
    heading: "It stops counting from that day",
    text: "From that day these solutions cannot be bought where the standard is mandatory, until it is reinstated:",
  },
  reinstate: {
    title: "Reinstate this certificate",
    button: "Reinstate the certificate",
    heading: "It counts again from that day",
    text: "If its dates still hold, these solutions can be bought again:",
  },
  withdraw: {
    title: "Withdraw this certificate",
    button: "Withdraw the certificate for good",
    heading: "This is final",
    text: "A withdrawn certificate does not come back. The supplier has to claim again before these solutions can be bought:",
  },
} as const;

export const meta = ({ data }: { data?: { action: keyof typeof WORDS } }) => [
  { title: pageTitle(data ? WORDS[data.action].title : "Certificate") },
];

export const loader = centre.loader(
  { params: Params, roles: [...ASSESSING_ROLES] },
  async ({ q, params, today }) => {
    const certificate = await certificateByNumber(q, { number: params.number, on: today });
    const solutions = await dependentSolutions(q, certificate);
    const state = stateAfter(certificate.events.map((event) => event.kind as CertificateEventKind));
    const whyNot = whyNotChange({ number: certificate.number, state }, params.action)?.public ?? null;
    const ends = params.action === "reinstate" ? currentSuspension(certificate.events) : null;
    return {
      certificate,
      action: params.action,
      whyNot,
      solutions,
      today,
      ends: ends && suspendedBy(ends),
      regulator: ends && regulatorSuspension(certificate.events)?.regulatorName,
    };
  },
);

export const action = centre.action(
  {
    params: Params,
    form: StatusEventForm,
    roles: [...ASSESSING_ROLES],
    also: async ({ q, known, params, today }) => {
      const certificate = await certificateByNumber(q, { number: params.number, on: today });
      return statusEventErrors(known, {
        certificate,
        today,
        byCentre: true,
        reinstates: params.action === "reinstate",
      });
    },
  },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    if (step === "change") return shownAgain(form, step);
    const { number, action } = params;
    const change = { ...statusEventOf(form, today), action, actor, at: now, today, number };
    const checked = async () => {
      const certificate = await certificateByNumber(tx, { number, on: today });
      const told = await toldOf(tx, { certificate, today, effectiveOn: change.effectiveOn });
      return { ...shownAgain(form, "check").data, told };
    };
    if (step === "check") {
      await rehearse(tx, (trial) => changeCertificate(trial, change));
      return data(await checked());
    }
    if (action === "withdraw" && form.sure !== "yes") {
      const sure = "Confirm that it is withdrawn for good, or go back and suspend it instead";
      return data({ ...(await checked()), errors: { sure } }, { status: 422 });
    }
    const buyers = await changeCertificate(tx, change);
    return redirect(`/commercial/certificates/${number}?done=${action}&buyers=${buyers}`);
  },
);

export default function CertificateAction() {
  const { certificate, action, whyNot } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <BackLink href={`/commercial/certificates/${certificate.number}`}>
        Certificate {certificate.number}
      </BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${certificate.standardTitle} for ${certificateHolder(certificate)}`}>
          {checked ? `Check before you ${action} it` : WORDS[action].title}
        </PageTitle>
        {whyNot ? <CannotNow why={whyNot} /> : checked ? <Check /> : <Ask />}
      </ReadingColumn>
    </>
  );
}

const decidedByRegulator = (state: FormState | null) => state?.values["decidedBy"] === "regulator";

function Ask() {
  const { today, ends, regulator } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  return (
    <Form>
      {ends ? <p>Suspended by: {ends}</p> : null}
      {regulator ? <LiftingFields regulator={regulator} /> : <DecidedBy />}
      <DateField
        {...field("effectiveOn")}
        parts={typedDate(state, "effectiveOn", today)}
        label="From which day?"
        hint="A day before today or after it is marked so on the public history."
      />
      <ReasonStep
        hint="The supplier and the buyers who depend on it are e-mailed it, and it is public on the certificate’s page."
        rows={4}
      />
    </Form>
  );
}

function DecidedBy() {
  const state = useFormState();
  const field = fields(state);
  return (
    <Radios
      {...field("decidedBy")}
      value={decidedByRegulator(state) ? "regulator" : "centre"}
      label="Who decided it?"
      choices={[
        { value: "centre", label: "The centre" },
        {
          value: "regulator",
          label: "A regulator",
          conditional: <TextField {...field("regulatorName")} label="Name of the regulator" />,
        },
      ]}
    />
  );
}

function Check() {
  const { certificate, action, ends, regulator } = useLoaderData<typeof loader>();
  const state = useFormState();
  const from = useTypedDay("effectiveOn");
  const decidedOn = useTypedDay("decidedOn");
  const words = WORDS[action];
  const { number } = certificate;
  const choices = [{ value: "yes", label: `I withdraw certificate ${number} for good` }];
  return (
    <CheckAnswers
      state={state}
      button={words.button}
      variant={action === "reinstate" ? "primary" : "warning"}
      rows={[
        { key: "number", label: "Certificate", value: number },
        { key: "status", label: "Today", value: certificate.sentence },
        ...(ends ? [{ key: "ends", label: "Suspended by", value: ends }] : []),
        {
          key: "body",
          label: "Decided by",
          value: regulator
            ? liftingText(regulator, state, decidedOn)
            : decidedByRegulator(state)
              ? String(state?.values["regulatorName"])
              : "The centre",
        },
        { key: "from", label: "From", value: from ? formatDay(from) : "Today" },
        { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
      ]}
      confirm={
        action === "withdraw"
          ? {
              name: "sure",
              field: (
                <Checkboxes
                  name="sure"
                  label="This cannot be undone"
                  error={state?.errors["sure"]}
                  choices={choices}
                />
              ),
            }
          : undefined
      }
    >
      <Consequence />
    </CheckAnswers>
  );
}

function Consequence() {
  const { action, solutions, certificate } = useLoaderData<typeof loader>();
  const told = useAnswered<{ told?: CertificateDependents }>()?.told;
  const { heading, text } = WORDS[action];
  return (
    <>
      <WarningCallout level={2} heading={heading}>
        {solutions.length === 0 ? (
          <p>{certificate.supplierName} has no solution in the catalogue that needs it.</p>
        ) : (
          <p>{text}</p>
        )}
        <ul>
          {solutions.map((one) => (
            <li key={one.id}>
              <a href={`/solutions/${one.id}`}>{one.name}</a>
            </li>
          ))}
        </ul>
      </WarningCallout>
      {told ? (
        <DependentsText
          dependents={told}
          supplierName={certificate.supplierName}
          asksBuyers={action !== "reinstate"}
        />
      ) : null}
    </>
  );
}
