import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { signAgreement } from "~/domain/agreements/sign-agreement.server";
import { SignCheckPage } from "~/ui/agreements/sign-check";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { VersionParams } from "~/web/agreements/agreement-forms";
import { loadSignCheck } from "~/web/agreements/sign-check.server";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Check before you sign") }];

export const loader = buyer.loader(
  { params: VersionParams, roles: ["approver"] },
  ({ q, actor, params, today }) =>
    loadSignCheck(q, {
      actor,
      agreementId: params.id,
      version: params.version,
      today,
      base: "/buying/agreements",
      party: actor.organisationCode,
    }),
);

export const action = buyer.action(
  { params: VersionParams, roles: ["approver"] },
  async ({ tx, actor, params, now }) => {
    await signAgreement(tx, {
      agreementId: params.id,
      version: params.version,
      organisationCode: actor.organisationCode,
      actor,
      at: now,
    });
    return redirect(`/buying/agreements/${params.id}?done=signed`);
  },
);

export default function SignAgreement() {
  const data = useLoaderData<typeof loader>();
  return <SignCheckPage {...data} state={useFormState()} base="/buying/agreements" />;
}
