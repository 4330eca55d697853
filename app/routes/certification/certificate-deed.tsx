import { data, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { certificateByNumber } from "~/domain/certification/certificate-views.server";
import { dependentSolutions } from "~/domain/certification/certification-views.server";
import { dependentsOf } from "~/domain/shortlists/certificate-dependents-views.server";
import { changeCertificate } from "~/domain/shortlists/change-certificate.server";
import { WarningCallout } from "~/ui/kit/callouts";
import { Checkboxes } from "~/ui/kit/choice-fields";
import { CertificateDependentsText } from "~/ui/certification/certificate-dependents";
import { certificateHolder } from "~/ui/certification/certificate-parts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/text-fields";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";

const Params = z.object({
  number: z.string().max(100),
  deed: z.enum(["suspend", "reinstate", "withdraw"]),
});
const DeedForm = z.object({
  step: z.string().optional(),
  sure: z.string().optional(),
  reason: z
    .string("Enter the reason")
    .trim()
    .min(1, "Enter the reason")
    .max(1_000, "Keep the reason to 1,000 characters"),
});

const WORDS = {
  suspend: {
    title: "Suspend this certificate",
    button: "Suspend the certificate",
    heading: "It stops counting at once",
    text: "From today these solutions cannot be bought where the standard is mandatory, until it is reinstated:",
  },
  reinstate: {
    title: "Reinstate this certificate",
    button: "Reinstate the certificate",
    heading: "It counts again from today",
    text: "If its dates still hold, these solutions can be bought again:",
  },
  withdraw: {
    title: "Withdraw this certificate",
    button: "Withdraw the certificate for good",
    heading: "This is final",
    text: "A withdrawn certificate does not come back. The supplier has to claim again before these solutions can be bought:",
  },
} as const;

export const meta = ({ data }: { data?: { deed: keyof typeof WORDS } }) => [
  { title: pageTitle(data ? WORDS[data.deed].title : "Certificate") },
];

export const loader = centre.loader({ params: Params }, async ({ q, params, today }) => {
  const certificate = await certificateByNumber(q, { number: params.number, on: today });
  const [solutions, dependents] = await Promise.all([
    dependentSolutions(q, certificate),
    dependentsOf(q, { certificate, on: today }),
  ]);
  return { certificate, deed: params.deed, solutions, dependents };
});

export const action = centre.action(
  { params: Params, form: DeedForm, roles: ["assessor", "commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    if (step !== "submit") return shownAgain(form, step);
    const { number, deed } = params;
    if (deed === "withdraw" && form.sure !== "yes") {
      const sure = "Confirm that it is withdrawn for good, or go back and suspend it instead";
      return data({ ...shownAgain(form, "check").data, errors: { sure } }, { status: 422 });
    }
    await changeCertificate(tx, { deed, actor, at: now, today, number, reason: form.reason });
    return redirect(`/commercial/certificates/${params.number}?done=${params.deed}`);
  },
);

export default function CertificateDeed() {
  const { certificate, deed } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const words = WORDS[deed];
  const reason = String(state?.values["reason"] ?? "");
  return (
    <>
      <BackLink href={`/commercial/certificates/${certificate.number}`}>
        Certificate {certificate.number}
      </BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${certificate.standardTitle} for ${certificateHolder(certificate)}`}>
          {checked ? `Check before you ${deed} it` : words.title}
        </PageTitle>
        {checked ? (
          <CheckAnswers
            state={state}
            button={words.button}
            variant={deed === "reinstate" ? "primary" : "warning"}
            rows={[
              { key: "number", label: "Certificate", value: certificate.number },
              { key: "status", label: "Today", value: certificate.sentence },
              { key: "reason", label: "Reason", value: reason },
            ]}
            confirm={
              deed === "withdraw"
                ? {
                    name: "sure",
                    field: (
                      <Checkboxes
                        name="sure"
                        label="This cannot be undone"
                        error={state?.errors["sure"]}
                        choices={[
                          {
                            value: "yes",
                            label: `I withdraw certificate ${certificate.number} for good`,
                          },
                        ]}
                      />
                    ),
                  }
                : undefined
            }
          >
            <Consequence />
          </CheckAnswers>
        ) : (
          <Form>
            <TextArea
              {...fields(state)("reason")}
              label="Reason"
              hint="The supplier and the buyers who depend on it are e-mailed it, and it is public on the certificate’s page."
              rows={4}
              maxLength={1000}
            />
            <SubmitButton name="step" value="check">
              Continue
            </SubmitButton>
          </Form>
        )}
      </ReadingColumn>
    </>
  );
}

function Consequence() {
  const { deed, solutions, dependents, certificate } = useLoaderData<typeof loader>();
  const { heading, text } = WORDS[deed];
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
      <CertificateDependentsText
        dependents={dependents}
        supplierName={certificate.supplierName}
        asksBuyers={deed !== "reinstate"}
      />
    </>
  );
}
