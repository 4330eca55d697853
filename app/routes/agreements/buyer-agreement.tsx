import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { agreementView } from "~/domain/agreements/agreement-views.server";
import { signAgreement } from "~/domain/agreements/sign-agreement.server";
import { whyNotSign } from "~/domain/agreements/signing";
import { acceptancesOf } from "~/domain/orders/acceptance-views.server";
import { Acceptances } from "~/ui/agreements/acceptances";
import { AgreementPage } from "~/ui/agreements/agreement-page";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";

const Params = z.object({ id: z.string().max(40) });
const Sign = z.object({ version: z.coerce.number().int().positive() });

export const meta = ({ data }: { data?: { agreement: { title: string } } }) => [
  { title: pageTitle(data?.agreement.title ?? "Agreement") },
];

export const loader = buyer.loader({ params: Params }, async ({ q, params, actor, today }) => {
  const agreement = await agreementView(q, {
    agreementId: params.id,
    on: today,
    party: actor.organisationCode,
  });
  const newest = agreement.versions[0];
  const maySign =
    newest !== undefined &&
    whyNotSign(actor, actor.organisationCode, newest.state, newest.parties, newest.proposedBy) === null;
  const accepted = await acceptancesOf(q, {
    agreementId: params.id,
    organisationCode: actor.organisationCode,
  }).page(null);
  return {
    agreement,
    maySign,
    organisationName: actor.organisation.name,
    accepted: { rows: accepted.rows, total: accepted.total },
  };
});

export const action = buyer.action(
  { params: Params, form: Sign, roles: ["approver"] },
  async ({ tx, actor, params, form, now }) => {
    await signAgreement(tx, {
      agreementId: params.id,
      version: form.version,
      organisationCode: actor.organisationCode,
      actor,
      at: now,
    });
    return redirect(`/buying/agreements/${params.id}`);
  },
);

export default function Agreement() {
  const data = useLoaderData<typeof loader>();
  return (
    <AgreementPage
      {...data}
      back={{ href: "/buying/agreements", label: "Agreements" }}
      state={useFormState()}
      differences={(version) =>
        `/buying/agreements/${data.agreement.agreementId}/differences?from=${version}&to=${version + 1}`
      }
    >
      <Acceptances {...data.accepted} orderHref={(orderId) => `/buying/orders/${orderId}`} />
    </AgreementPage>
  );
}
