import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Queryable } from "~db";
import { certificateByNumber } from "~/domain/certification/certificates/certificate-views.server";
import { meetCondition } from "~/domain/certification/certificates/meet-condition.server";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { certificateHolder } from "~/ui/certification/certificate-parts";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { ASSESSING_ROLES } from "~/domain/certification/permission";
import { centre } from "~/web/audience.server";

const Params = z.object({ number: z.string().max(100), conditionId: z.uuid() });

export const meta = () => [{ title: pageTitle("Record that a condition is met") }];

/** The condition of this certificate. Throws not-found for one of another. */
async function conditionOf(q: Queryable, params: z.output<typeof Params>, on: Day) {
  const certificate = await certificateByNumber(q, { number: params.number, on });
  const condition = certificate.conditions.find((one) => one.id === params.conditionId);
  if (condition) return { certificate, condition };
  throw new Problem("not-found", "condition-not-found", {
    title: "This certificate has no such condition.",
    next: { label: `Certificate ${params.number}`, href: `/commercial/certificates/${params.number}` },
  });
}

export const loader = centre.loader(
  { params: Params, roles: [...ASSESSING_ROLES] },
  async ({ q, params, today }) => conditionOf(q, params, today),
);

export const action = centre.action(
  { params: Params, roles: [...ASSESSING_ROLES] },
  async ({ tx, actor, params, now, today }) => {
    const { condition } = await conditionOf(tx, params, today);
    await meetCondition(tx, { actor, at: now, today, conditionId: condition.id });
    return redirect(`/commercial/certificates/${params.number}?done=condition`);
  },
);

export default function Condition() {
  const { certificate, condition } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <>
      <BackLink href={`/commercial/certificates/${certificate.number}`}>
        Certificate {certificate.number}
      </BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${certificate.standardTitle} for ${certificateHolder(certificate)}`}>
          Record that a condition is met
        </PageTitle>
        <SummaryList
          rows={[
            { key: "text", label: "Condition", value: condition.text },
            { key: "due", label: "Due by", value: formatDay(condition.dueOn) },
            { key: "today", label: "Certificate today", value: certificate.sentence },
          ]}
        />
        {condition.metOn ? (
          <p>It was recorded as met on {formatDay(condition.metOn)}.</p>
        ) : (
          <Form>
            <p>
              You have seen the evidence that the supplier did this. It is recorded with today’s date and your
              name.
            </p>
            <SubmitButton>Record it as met today</SubmitButton>
          </Form>
        )}
      </ReadingColumn>
    </>
  );
}
