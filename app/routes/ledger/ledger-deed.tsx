import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { deedView } from "~/domain/ledger/deed-views.server";
import { reversalRequested } from "~/domain/funding/money-request-views.server";
import { DEEDS } from "~/domain/ledger/ledger";
import { DayText, MomentText } from "~/ui/kit/day";
import { ButtonLink } from "~/ui/kit/form";
import { LedgerTable } from "~/ui/ledger/ledger-table";
import { BackLink, FullWidth, NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { centre } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Entry in the ledger") }];

export const loader = centre.loader({ params: z.object({ id: z.uuid() }) }, async ({ q, actor, params }) => ({
  deed: await deedView(q, { transactionId: params.id }),
  officer: actor.roles.includes("commercial_officer"),
  asked: await reversalRequested(q, params.id),
}));

export default function LedgerDeed() {
  const { deed, officer, asked } = useLoaderData<typeof loader>();
  const here = `/commercial/ledger/deeds/${deed.transactionId}`;
  const mayReverse =
    officer &&
    asked === null &&
    deed.reversedBy === null &&
    deed.kind !== "reverse" &&
    deed.keptByYear === null &&
    deed.lines.length > 0 &&
    deed.lines.every((line) => line.kind !== "release");
  return (
    <>
      <BackLink href="/commercial/ledger">Ledger</BackLink>
      <FullWidth>
        {asked ? (
          <NotificationBanner heading="An officer has asked to reverse this">
            <p>
              It waits for another officer: <a href={`/commercial/funding/requests/${asked}`}>{asked}</a>
            </p>
          </NotificationBanner>
        ) : null}
        <PageTitle caption={DEEDS[deed.kind]}>{deed.text}</PageTitle>
        <SummaryList rows={summaryOf(deed)} />
        <LedgerTable caption="What it moved" lines={deed.lines} />
        {mayReverse ? (
          <ButtonLink href={`${here}/reverse`} variant="secondary">
            Ask to reverse this
          </ButtonLink>
        ) : null}
        {officer && deed.keptByYear ? <p>{deed.keptByYear} It cannot be reversed.</p> : null}
      </FullWidth>
    </>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function summaryOf(deed: Data["deed"]) {
  const { orderId, invoiceNumber, reversedBy, reverses } = deed;
  const link = (id: string, text: string) => <a href={`/commercial/ledger/deeds/${id}`}>{text}</a>;
  return [
    { key: "on", label: "Day", value: <DayText day={deed.effectiveOn} /> },
    { key: "at", label: "Recorded", value: <MomentText at={deed.recordedAt} /> },
    ...(orderId
      ? [
          {
            key: "order",
            label: "Order",
            value: (
              <>
                <a href={`/commercial/orders/${orderId}`}>{orderId}</a>
                {", "}
                <a href={`/commercial/ledger?order=${encodeURIComponent(orderId)}`}>all its movements</a>
              </>
            ),
          },
        ]
      : []),
    ...(invoiceNumber ? [{ key: "invoice", label: "Invoice", value: invoiceNumber }] : []),
    ...(reversedBy
      ? [{ key: "reversed", label: "Reversed by", value: link(reversedBy.transactionId, reversedBy.text) }]
      : []),
    ...(reverses
      ? [{ key: "reverses", label: "Reverses", value: link(reverses.transactionId, reverses.text) }]
      : []),
  ];
}
