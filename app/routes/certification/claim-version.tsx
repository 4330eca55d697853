import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { continueClaim } from "~/domain/certification/claims/continue-claim.server";
import { evidenceItemsOf } from "~/domain/certification/claims/claimable-views.server";
import { itemText } from "~/domain/certification/claims/evidence-kinds";
import { claimHref, ClaimPage } from "~/ui/certification/claim-frame";
import { ButtonGroup, ButtonLink, Form, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { ClaimParams } from "~/web/certification/claim-form";
import { openClaim } from "~/web/certification/open-claim.server";

export const meta = () => [{ title: pageTitle("Go on with a newer version") }];

export const loader = supplier.loader({ params: ClaimParams }, async ({ q, actor, params, today }) => {
  const claim = await openClaim(q, { claimId: params.id, supplierId: ownSupplier(actor), today });
  if (claim.goesOnWith === null) throw redirect(claimHref(claim));
  const given = new Set(claim.evidence.filter((item) => item.given.length > 0).map((item) => item.title));
  const items = await evidenceItemsOf(q, { versionId: claim.goesOnWith.versionId });
  const wanted = new Set(items.map((item) => item.title));
  return {
    claim,
    version: claim.goesOnWith.version,
    kept: items.filter((item) => given.has(item.title)).map(itemText),
    toGive: items.filter((item) => !given.has(item.title)).map(itemText),
    dropped: [...given].filter((title) => !wanted.has(title)),
  };
});

export const action = supplier.action(
  { params: ClaimParams, roles: ["supplier_editor", "supplier_signatory"] },
  async ({ tx, actor, params, now, today }) => {
    const claim = await openClaim(tx, { claimId: params.id, supplierId: ownSupplier(actor), today });
    if (claim.goesOnWith !== null) {
      const { versionId: standardVersionId } = claim.goesOnWith;
      await continueClaim(tx, { actor, at: now, today, claimId: claim.id, standardVersionId });
    }
    return redirect(`${claimHref(claim)}?done=continued`);
  },
);

const listed = (texts: readonly string[]) =>
  texts.length === 0 ? (
    "None"
  ) : (
    <ul>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );

export default function ContinueClaim() {
  const { claim, version, kept, toGive, dropped } = useLoaderData<typeof loader>();
  return (
    <ClaimPage claim={claim} title={`Go on with version ${version}`} state={useFormState()}>
      <p>
        Version {claim.version} cannot be claimed any more: a certificate of it would not count on the day it
        is issued.
      </p>
      <SummaryList
        rows={[
          { key: "kept", label: "Evidence that is kept", value: listed(kept) },
          { key: "give", label: "Evidence that you still give", value: listed(toGive) },
          { key: "dropped", label: "Evidence that is not asked for any more", value: listed(dropped) },
        ]}
      />
      <Form>
        <ButtonGroup>
          <SubmitButton>Go on with version {version}</SubmitButton>
          <ButtonLink href={claimHref(claim)} variant="secondary">
            Not now
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </ClaimPage>
  );
}
