import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submitClaim } from "~/domain/certification/claims/submit-claim.server";
import { claimCaption, claimHref, ClaimPage } from "~/ui/certification/claim-frame";
import { ItemEvidence, supplierFileHref } from "~/ui/certification/claim-parts";
import { Inset } from "~/ui/kit/callouts";
import { ButtonGroup, ButtonLink, Form, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { ClaimParams } from "~/web/certification/claim-form";
import { openClaim, type OpenClaim } from "~/web/certification/open-claim.server";

export const meta = () => [{ title: pageTitle("Check your claim") }];

export const loader = supplier.loader({ params: ClaimParams }, async ({ q, actor, params, today }) => {
  const claim = await openClaim(q, { claimId: params.id, supplierId: ownSupplier(actor), today });
  return { claim };
});

export const action = supplier.action(
  { params: ClaimParams, roles: ["supplier_editor", "supplier_signatory"] },
  async ({ tx, actor, params, now, today }) => {
    await submitClaim(tx, { actor, at: now, today, claimId: params.id });
    return redirect(`/supplying/certification/claims/${params.id}?sent=1`);
  },
);

export default function CheckClaim() {
  const { claim } = useLoaderData<typeof loader>();
  return (
    <ClaimPage
      claim={claim}
      title={`Check your claim for ${claim.solutionName ?? claim.supplierName}`}
      state={useFormState()}
    >
      <SummaryList
        rows={[
          { key: "claim", label: "You say that this is met", value: claimCaption(claim) },
          ...claim.evidence.map((item) => ({
            key: String(item.position),
            label: item.title,
            value: <ItemEvidence given={item.given} fileHref={supplierFileHref(claim.id)} />,
            change: { href: `${claimHref(claim)}/evidence/${item.position}`, what: item.title },
          })),
        ]}
      />
      {claim.complete ? <Send claim={claim} /> : <NotYet claim={claim} />}
    </ClaimPage>
  );
}

function Send({ claim }: { claim: OpenClaim }) {
  return (
    <>
      <p>
        By sending it you say that this is true on behalf of your organisation. An assessor reviews it. You
        cannot change it until it is decided or comes back, and what you send is kept for ever.
      </p>
      <Form>
        <ButtonGroup>
          <SubmitButton>Send the claim</SubmitButton>
          <ButtonLink href={claimHref(claim)} variant="secondary">
            Change your answers
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </>
  );
}

/** What is missing, each with the way to where it is given. */
function NotYet({ claim }: { claim: OpenClaim }) {
  const gaps = claim.evidence.flatMap(({ position }) => {
    const gap = claim.gaps[position];
    return gap ? [{ position, gap }] : [];
  });
  return (
    <Inset>
      <h2 className="nhsuk-heading-m">It cannot be sent yet</h2>
      <ul>
        {claim.goesOnWith ? (
          <li>
            Version {claim.version} cannot be claimed any more.{" "}
            <a href={`${claimHref(claim)}/version`}>Go on with version {claim.goesOnWith.version}</a>
          </li>
        ) : null}
        {gaps.map(({ position, gap }) => (
          <li key={position}>
            <a href={`${claimHref(claim)}/evidence/${position}`}>{gap}</a>
          </li>
        ))}
      </ul>
    </Inset>
  );
}
