import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { agreementView } from "~/domain/agreements/agreement-views.server";
import { whyNotSign } from "~/domain/agreements/signing";
import { acceptancesOf } from "~/domain/orders/acceptance-views.server";
import { Acceptances } from "~/ui/agreements/acceptances";
import { AgreementPage } from "~/ui/agreements/agreement-page";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { buyer } from "~/web/audience.server";

const Params = z.object({ id: z.string().max(40) });
const DONE: Record<string, string> = { signed: "Signed for your organisation, in your name" };

export const meta = ({ data }: { data?: { agreement: { title: string } } }) => [
  { title: pageTitle(data?.agreement.title ?? "Agreement") },
];

export const loader = buyer.loader(
  { params: Params, query: z.object({ done: z.string().max(20).optional() }) },
  async ({ q, params, query, actor, today }) => {
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
      done: DONE[query.done ?? ""],
      organisationName: actor.organisation.name,
      accepted: { rows: accepted.rows, total: accepted.total },
    };
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
