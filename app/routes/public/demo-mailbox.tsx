import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { mailbox } from "~/domain/people/mail-views.server";
import { DataTable } from "~/ui/data-table";
import { MomentText } from "~/ui/day";
import { EmptyState } from "~/ui/empty-state";
import { FullWidth, PageTitle, pageTitle } from "~/ui/page";
import { anyone } from "~/web/audience.server";
import { demoOnly } from "~/web/demo";

const Query = z.object({ to: z.string().max(200).optional() });

export const meta: MetaFunction = () => [{ title: pageTitle("Mailbox") }];

export const loader = anyone.loader({ query: Query }, async ({ q, query, demo }) => {
  demoOnly(demo);
  return { mails: await mailbox(q, { to: query.to }), to: query.to ?? null };
});

export default function Mailbox() {
  const { mails, to } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle lede="Every e-mail that this demonstration wrote, newest first. None of them left this computer.">
        Mailbox
      </PageTitle>
      {to ? (
        <p>
          E-mails to <strong>{to}</strong>. <a href="/demo/mailbox">Show all</a>
        </p>
      ) : null}
      <DataTable
        caption="E-mails"
        captionHidden
        rows={mails}
        rowKey={(mail) => mail.id}
        columns={[
          {
            key: "subject",
            header: "Subject",
            rowHeader: true,
            cell: (mail) => <a href={`/demo/mailbox/${mail.id}`}>{mail.subject}</a>,
          },
          { key: "to", header: "To", cell: (mail) => mail.to },
          { key: "at", header: "Written", cell: (mail) => <MomentText at={mail.createdAt} /> },
          { key: "state", header: "State", cell: (mail) => mail.state },
        ]}
        empty={
          <EmptyState heading="No e-mails yet">
            <p>Ask for a sign-in code, or invite somebody, and it arrives here.</p>
          </EmptyState>
        }
      />
    </FullWidth>
  );
}
