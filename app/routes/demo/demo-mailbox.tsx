import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { mailbox } from "~/domain/people/mail-views.server";
import { env, standIns } from "~/platform/env.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { anyone } from "~/web/audience.server";
import { demoOnly } from "~/web/demo";
import { placeFields, placeIn, shownPage } from "~/web/lists/list-page";

const Query = z.object({ to: z.string().max(200).optional(), ...placeFields() });

const NOUN = ["e-mail", "e-mails"] as const;
const MAILS = 100;

export const meta: MetaFunction = () => [{ title: pageTitle("Mailbox") }];

export const loader = anyone.loader({ query: Query }, async ({ q, query, demo, request }) => {
  demoOnly(demo);
  const page = shownPage(request.url, await mailbox(q, { to: query.to }).page(placeIn(query), MAILS));
  const payments = standIns(env()).some(({ service }) => service === "payments");
  return { page, to: query.to ?? null, payments };
});

export default function Mailbox() {
  const { page, to, payments } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle lede="Every e-mail that this demonstration wrote, newest first. None of them left this computer.">
        Mailbox
      </PageTitle>
      {payments ? (
        <p>
          Invoices are paid at the stand-in for Stripe:{" "}
          <a href="/demo/payments">payments of the demonstration</a>.
        </p>
      ) : null}
      {to ? (
        <p>
          E-mails to <strong>{to}</strong>. <a href="/demo/mailbox">Show all</a>
        </p>
      ) : null}
      {page.total > 0 ? <CountLine page={page} noun={NOUN} /> : null}
      <DataTable
        caption="E-mails"
        captionHidden
        rows={page.rows}
        rowKey={(mail) => mail.id}
        columns={[
          {
            key: "subject",
            header: "Subject",
            rowHeader: true,
            cell: (mail) => <a href={`/demo/mailbox/${mail.id}`}>{mail.subject}</a>,
          },
          { key: "to", header: "To", cell: (mail) => mail.to },
          {
            key: "at",
            header: "Sent",
            cell: (mail) => (mail.sentAt ? <MomentText at={mail.sentAt} /> : "Not yet"),
          },
          { key: "state", header: "State", cell: (mail) => mail.state },
        ]}
        empty={
          <EmptyState heading="No e-mails yet">
            <p>Ask for a sign-in code, or invite somebody, and it arrives here.</p>
          </EmptyState>
        }
      />
      <ListPages page={page} noun={NOUN} />
    </FullWidth>
  );
}
