import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { itemText } from "~/domain/certification/claims/evidence-kinds";
import { startClaim } from "~/domain/certification/claims/start-claim.server";
import { validityText } from "~/domain/certification/standard-text";
import { Problem } from "~/domain/shared/problem";
import { ClaimChoice } from "~/ui/certification/claim-choice";
import { Inset } from "~/ui/kit/callouts";
import { Select } from "~/ui/kit/fields/text-fields";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { ClaimQuery, ClaimStartForm } from "~/web/certification/claim-form";
import { claimSubject } from "~/web/certification/claim-subject.server";
import { parseQuery } from "~/web/parse.server";

export const meta = () => [{ title: pageTitle("Make a claim") }];

export const loader = supplier.loader({ query: ClaimQuery }, async ({ q, actor, query, today }) => {
  const subject = await claimSubject(q, { supplierId: ownSupplier(actor), query, today });
  return { ...subject, query, organisationName: actor.organisation.name };
});

export const action = supplier.action(
  { form: ClaimStartForm, roles: ["supplier_editor", "supplier_signatory"] },
  async ({ tx, actor, form, request, now, today }) => {
    const supplierId = ownSupplier(actor);
    const query = parseQuery(ClaimQuery, request.url) as typeof ClaimQuery._output;
    const { chosen } = await claimSubject(tx, { supplierId, query, today });
    if (!chosen) {
      throw new Problem(
        "rule-broken",
        "nothing-chosen",
        "Choose a standard, and a solution where it is for products.",
      );
    }
    const { version, solution } = chosen;
    const claim = { supplierId, solutionId: solution?.id ?? null, standardVersionId: version.versionId };
    const { productVersion } = form;
    const claimId = await startClaim(tx, { ...claim, productVersion, actor, at: now, today });
    return redirect(`/supplying/certification/claims/${claimId}?done=begun`);
  },
);

export default function MakeClaim() {
  const { chosen, versions, solutions, errors, query, organisationName, former } =
    useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, { productVersion: chosen?.productVersion ?? undefined });
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
  return (
    <>
      <BackLink href="/supplying/certification">Certification</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${version.title}, version ${version.version}`}>
          Claim for {chosen.solution?.name ?? organisationName}
        </PageTitle>
        {former ? (
          <Inset>
            Version {former} cannot be claimed any more. Your claim is of version {version.version}.
          </Inset>
        ) : null}
        <p>
          <a href={`/standards/${version.standardId}`}>What {version.title} asks for</a>. A certificate lasts:{" "}
          {validityText(version.validityMonths).toLowerCase()}.
        </p>
        {items.length === 0 ? (
          <p>This version of the standard asks for no evidence.</p>
        ) : (
          <>
            <h2>What you need</h2>
            <ul>
              {items.map((item) => (
                <li key={item.position}>{itemText(item)}</li>
              ))}
            </ul>
          </>
        )}
        <p>
          You give one after another, in any order. What you have given is kept, and you or a colleague can go
          on at any time. Nobody else sees it until you send it.
        </p>
        <Form>
          {chosen.productVersions.length > 0 ? (
            <Select
              {...field("productVersion")}
              label="Version of the product"
              hint="A certificate is for one version. Patches of it, and three minor versions after it, inherit it."
              options={chosen.productVersions.map((each) => ({ value: each, label: each }))}
            />
          ) : null}
          <SubmitButton>Start the claim</SubmitButton>
        </Form>
      </ReadingColumn>
    </>
  );
}
