import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Fragment } from "react";
import { z } from "zod";
import { mail } from "~/domain/people/mail-views.server";
import { addressed, paragraphLines } from "~/domain/shared/mail";
import { env } from "~/platform/env.server";
import { MomentText } from "~/ui/kit/day";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { anyone } from "~/web/audience.server";
import { demoOnly } from "~/web/demo";

const Params = z.object({ id: z.uuid() });

export const meta: MetaFunction = () => [{ title: pageTitle("E-mail") }];

export const loader = anyone.loader({ params: Params }, async ({ q, params, demo }) => {
  demoOnly(demo);
  const { body, ...found } = await mail(q, params.id);
  return { ...found, body: addressed(body, env().PUBLIC_URL) };
});

export default function Mail() {
  const { subject, to, sentAt, body } = useLoaderData<typeof loader>();
  return (
    <ReadingColumn>
      <BackLink href="/demo/mailbox">Mailbox</BackLink>
      <PageTitle>{subject}</PageTitle>
      <SummaryList
        rows={[
          { key: "to", label: "To", value: to },
          { key: "at", label: "Sent", value: sentAt ? <MomentText at={sentAt} /> : "Not yet" },
        ]}
      />
      {body.map((block, index) =>
        typeof block === "string" ? (
          <p key={index} className="dt-pre-line">
            {paragraphLines(block).join("\n")}
          </p>
        ) : (
          <Fragment key={index}>
            <p>{block.label}:</p>
            <p>
              <a className="dt-address" href={block.address}>
                {block.address}
              </a>
            </p>
          </Fragment>
        ),
      )}
    </ReadingColumn>
  );
}
