import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submitClaim } from "~/domain/certification/submit-claim.server";
import { Problem } from "~/domain/shared/problem";
import { ClaimChoice } from "~/ui/certification/claim-choice";
import { EvidenceCheck, EvidenceForm } from "~/ui/certification/claim-form";
import { ErrorSummary, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { supplier } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { ClaimQuery, evidenceFields, readEvidence } from "~/web/certification/claim-form";
import { claimSubject } from "~/web/certification/claim-subject.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { parseQuery } from "~/web/parse.server";
import { fieldRefused } from "~/web/refusals.server";

export const meta = () => [{ title: pageTitle("Make a claim") }];

export const loader = supplier.loader({ query: ClaimQuery }, async ({ q, actor, query, today }) => {
  const subject = await claimSubject(q, { supplierId: ownSupplier(actor), query, today });
  if (subject.returned && subject.returned.state !== "returned") {
    throw redirect(`/supplying/certification/claims/${subject.returned.id}`);
  }
  const { returned } = subject;
  return {
    ...subject,
    query,
    organisationName: actor.organisation.name,
    stored: returned ? evidenceFields(returned) : ({} as Record<string, string>),
  };
});

export const action = supplier.action(
  { roles: ["supplier_editor", "supplier_signatory"] },
  async ({ tx, actor, request, form, now, today }) => {
    const supplierId = ownSupplier(actor);
    const query = parseQuery(ClaimQuery, request.url) as typeof ClaimQuery._output;
    const { chosen, returned } = await claimSubject(tx, { supplierId, query, today });
    if (!chosen) {
      throw new Problem(
        "rule-broken",
        "nothing-chosen",
        "Choose a standard, and a solution where it is for products.",
      );
    }
    const { evidence, errors } = readEvidence(form, chosen.items, today);
    const step = stepOf(form);
    if (step === "change") return shownAgain(form, "change");
    if (Object.keys(errors).length > 0) return fieldRefused(errors, shownAgain(form, "change").data.values);
    if (step === "check") return shownAgain(form, "check");
    const claimId = await submitClaim(tx, {
      actor,
      at: now,
      today,
      claimId: returned?.id,
      standardVersionId: chosen.version.versionId,
      supplierId,
      solutionId: chosen.solution?.id ?? null,
      evidence,
    });
    return redirect(`/supplying/certification/claims/${claimId}?sent=1`);
  },
);

export default function MakeClaim() {
  const { chosen, versions, solutions, errors, query, organisationName, returned, stored } =
    useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  if (!chosen) {
    return (
      <ClaimChoice
        versions={versions}
        solutions={solutions}
        organisationName={organisationName}
        standard={query.standard}
        solution={query.solution}
        errors={query.standard || query.asked ? errors : {}}
      />
    );
  }
  const { version, items } = chosen;
  const holder = chosen.solution?.name ?? organisationName;
  const caption = `${version.title}, version ${version.version}`;
  return (
    <>
      <BackLink href="/supplying/certification">Certification</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={caption}>
          {checked
            ? `Check your claim for ${holder}`
            : `${returned ? "Correct your claim" : "Claim"} for ${holder}`}
        </PageTitle>
        {checked ? (
          <EvidenceCheck version={version} holder={holder} items={items} state={state} />
        ) : (
          <EvidenceForm
            version={version}
            items={items}
            state={state}
            stored={stored}
            reason={returned?.decisionReason ?? null}
          />
        )}
      </ReadingColumn>
    </>
  );
}
