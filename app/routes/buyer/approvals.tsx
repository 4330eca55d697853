import { useLoaderData } from "@remix-run/react";
import { approvalsWaiting } from "~/domain/ordering/order-list-views.server";
import { ApprovalList } from "~/ui/approval";
import { PageTitle, pageTitle } from "~/ui/page";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Approvals") }];

export const loader = buyer.loader({}, async ({ q, actor }) => ({
  waiting: await approvalsWaiting(q, actor.organisationCode),
  decided: await approvalsWaiting(q, actor.organisationCode, { decided: true }),
}));

export default function Approvals() {
  const { waiting, decided } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lede="Orders that ask your organisation to pay a share.">Approvals</PageTitle>
      <ApprovalList base="/buying/approvals" waiting={waiting} decided={decided} />
    </>
  );
}
