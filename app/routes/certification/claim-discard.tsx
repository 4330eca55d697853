import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { discardClaim } from "~/domain/certification/claims/discard-claim.server";
import { claimHref, ClaimPage } from "~/ui/certification/claim-frame";
import { ButtonGroup, ButtonLink, Form, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { ClaimParams } from "~/web/certification/claim-form";
import { openClaim } from "~/web/certification/open-claim.server";

export const meta = () => [{ title: pageTitle("Discard the claim") }];

export const loader = supplier.loader({ params: ClaimParams }, async ({ q, actor, params, today }) => {
  const claim = await openClaim(q, { claimId: params.id, supplierId: ownSupplier(actor), today });
  return { claim };
});

export const action = supplier.action(
  { params: ClaimParams, roles: ["supplier_editor", "supplier_signatory"] },
  async ({ tx, actor, params, now }) => {
    await discardClaim(tx, { actor, at: now, claimId: params.id });
    return redirect("/supplying/certification?done=discarded");
  },
);

export default function DiscardClaim() {
  const { claim } = useLoaderData<typeof loader>();
  const state = useFormState();
  if (claim.state !== "draft") {
    return (
      <ClaimPage claim={claim} title="This claim was sent, so it is kept" state={state}>
        <p>
          Somebody at your organisation sent it. Nothing was discarded.{" "}
          <a href={claimHref(claim)}>See where it stands</a>.
        </p>
      </ClaimPage>
    );
  }
  return (
    <ClaimPage claim={claim} title="Discard this claim?" state={state}>
      <p>
        It was never sent, and nobody else saw it. Its evidence and its files go with it, and cannot be
        brought back.
      </p>
      <Form>
        <ButtonGroup>
          <SubmitButton variant="warning">Discard the claim</SubmitButton>
          <ButtonLink href={claimHref(claim)} variant="secondary">
            Keep it
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </ClaimPage>
  );
}
