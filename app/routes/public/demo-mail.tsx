import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { mail } from "~/domain/people/mail-views.server";
import { MomentText } from "~/ui/day";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { anyone } from "~/web/audience.server";
import { demoOnly } from "~/web/demo";

const Params = z.object({ id: z.uuid() });

export const meta: MetaFunction = () => [{ title: pageTitle("E-mail") }];

export const loader = anyone.loader({ params: Params }, async ({ q, params, demo }) => {
  demoOnly(demo);
  return mail(q, params.id);
});

export default function Mail() {
  const { subject, to, createdAt, body } = useLoaderData<typeof loader>();
  return (
    <ReadingColumn>
      <BackLink href="/demo/mailbox">Mailbox</BackLink>
      <PageTitle>{subject}</PageTitle>
      <SummaryList
        rows={[
          { key: "to", label: "To", value: to },
          { key: "at", label: "Written", value: <MomentText at={createdAt} /> },
        ]}
      />
      {body.split(/\n{2,}/).map((paragraph, index) => (
        <p key={index}>{isAddress(paragraph) ? <a href={paragraph}>{paragraph}</a> : paragraph}</p>
      ))}
    </ReadingColumn>
  );
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text);
}
