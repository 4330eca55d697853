import { useLoaderData } from "@remix-run/react";
import { ownApplication } from "~/domain/applications/application-views.server";
import { ConfirmationPanel } from "~/ui/kit/confirmation-panel";
import { Money } from "~/ui/kit/money";
import { pageTitle, ReadingColumn } from "~/ui/kit/page";
import { ApplicationParams } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Application sent") }];

export const loader = buyer.loader({ params: ApplicationParams }, async ({ q, actor, params, today }) => {
  const { id, fund, asked } = await ownApplication(q, { id: params.id, actor, on: today });
  return { id, fundName: fund.name, asked };
});

export default function ApplicationSent() {
  const { id, fundName, asked } = useLoaderData<typeof loader>();
  return (
    <ReadingColumn>
      <ConfirmationPanel title="Application sent" reference={id} referenceLabel="Application" />
      <p>
        You asked for <Money amount={asked} /> from {fundName}. We have sent you an e-mail.
      </p>
      <h2>What happens next</h2>
      <ol>
        <li>Assessors score your case independently, each with reasons.</li>
        <li>A commercial officer decides. You get an e-mail, with the reasons if it is declined.</li>
        <li>If it is awarded, both sides sign a memorandum, and the money is set aside for you.</li>
      </ol>
      <p>You can withdraw the application until it is decided.</p>
      <p>
        <a href={`/buying/applications/${id}/another`}>Apply to another fund with this application</a>
      </p>
      <p>
        <a href={`/buying/applications/${id}`}>See the application</a>
      </p>
    </ReadingColumn>
  );
}
