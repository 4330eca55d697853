import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { carryEvidence } from "~/domain/certification/claims/carry-evidence.server";
import { carryForward } from "~/domain/certification/claims/carry-forward-views.server";
import { claimHref, ClaimPage } from "~/ui/certification/claim-frame";
import { ButtonGroup, ButtonLink, Form, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { ClaimParams } from "~/web/certification/claim-form";
import { openClaim } from "~/web/certification/open-claim.server";

export const meta = () => [{ title: pageTitle("Take over evidence") }];

export const loader = supplier.loader({ params: ClaimParams }, async ({ q, actor, params, today }) => {
  const claim = await openClaim(q, { claimId: params.id, supplierId: ownSupplier(actor), today });
  const plan = await carryForward(q, claim, today);
  if (plan === null || plan.taken.length === 0) throw redirect(claimHref(claim));
  return {
    claim,
    productVersion: plan.productVersion,
    certificateNumber: plan.certificateNumber,
    taken: plan.taken.map(({ item }) => item.title),
    left: plan.left,
  };
});

export const action = supplier.action(
  { params: ClaimParams, roles: ["supplier_editor", "supplier_signatory"] },
  async ({ tx, actor, params, now, today }) => {
    const claim = await openClaim(tx, { claimId: params.id, supplierId: ownSupplier(actor), today });
    await carryEvidence(tx, { actor, at: now, today, claimId: claim.id });
    return redirect(`${claimHref(claim)}?done=carried`);
  },
);

export default function ClaimCarry() {
  const { claim, productVersion, certificateNumber, taken, left } = useLoaderData<typeof loader>();
  return (
    <ClaimPage claim={claim} title={`Take over evidence of version ${productVersion}`} state={useFormState()}>
      <p>
        It was given for certificate <a href={`/certificates/${certificateNumber}`}>{certificateNumber}</a> of
        version {productVersion}. The assessor sees that it was taken over, and decides whether it holds for
        version {claim.productVersion}. You can give other evidence in its place until you send the claim.
      </p>
      <SummaryList
        rows={[
          {
            key: "taken",
            label: "Taken over",
            value: (
              <ul>
                {taken.map((title) => (
                  <li key={title}>{title}</li>
                ))}
              </ul>
            ),
          },
          {
            key: "left",
            label: "Not taken over",
            value:
              left.length === 0 ? (
                "None"
              ) : (
                <ul>
                  {left.map(({ title, why }) => (
                    <li key={title}>
                      {title}: {why}
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      <Form>
        <ButtonGroup>
          <SubmitButton>Take over this evidence</SubmitButton>
          <ButtonLink href={claimHref(claim)} variant="secondary">
            Not now
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </ClaimPage>
  );
}
