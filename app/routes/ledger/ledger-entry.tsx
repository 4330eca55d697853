import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { entryView } from "~/domain/ledger/entry-views.server";
import { reversalRequested } from "~/domain/funding/requests/money-request-views.server";
import { ENTRY_WORDS } from "~/domain/ledger/ledger";
import { CannotNow } from "~/ui/kit/cannot-now";
import { DayText, MomentText } from "~/ui/kit/day";
import { ButtonLink } from "~/ui/kit/form";
import { LedgerTable } from "~/ui/ledger/ledger-table";
import { BackLink, FullWidth, NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { centre } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Entry in the ledger") }];

export const loader = centre.loader({ params: z.object({ id: z.uuid() }) }, async ({ q, actor, params }) => {
  const entry = await entryView(q, { transactionId: params.id });
  return {
    entry,
    officer: actor.roles.includes("commercial_officer"),
    asked: await reversalRequested(q, params.id),
    // By what it was taken back, or what this one takes back.
    agreed: await reversalRequested(q, entry.reverses?.transactionId ?? params.id, "approved"),
  };
});

export default function LedgerEntry() {
  const { entry, officer, asked, agreed } = useLoaderData<typeof loader>();
  const here = `/commercial/ledger/entries/${entry.transactionId}`;
  const mayAsk = officer && asked === null;
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
        <PageTitle caption={ENTRY_WORDS[entry.kind]}>{entry.text}</PageTitle>
        <SummaryList rows={summaryOf(entry, agreed)} />
        <LedgerTable caption="What it moved" lines={entry.lines} />
        {mayAsk && entry.whyNotReverse === null ? (
          <ButtonLink href={`${here}/reverse`} variant="secondary">
            Ask to reverse this
          </ButtonLink>
        ) : null}
        {mayAsk && entry.whyNotReverse && entry.reversedBy === null && entry.kind !== "reverse" ? (
          <>
            <h2 className="nhsuk-heading-s">It cannot be reversed now</h2>
            <CannotNow why={entry.whyNotReverse} />
          </>
        ) : null}
      </FullWidth>
    </>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function summaryOf(entry: Data["entry"], agreed: string | null) {
  const { orderId, invoiceNumber, reversedBy, reverses } = entry;
  const link = (id: string, text: string) => <a href={`/commercial/ledger/entries/${id}`}>{text}</a>;
  return [
    { key: "on", label: "Day", value: <DayText day={entry.effectiveOn} /> },
    { key: "at", label: "Recorded", value: <MomentText at={entry.recordedAt} /> },
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
    ...(invoiceNumber
      ? [
          {
            key: "invoice",
            label: "Invoice",
            value: <a href={`/invoices/${invoiceNumber}`}>{invoiceNumber}</a>,
          },
        ]
      : []),
    ...(entry.source
      ? [{ key: "source", label: "Came from", value: <a href={entry.source.href}>{entry.source.label}</a> }]
      : []),
    ...(reversedBy
      ? [
          {
            key: "reversed",
            label: "Reversed by",
            value: (
              <>
                {link(reversedBy.transactionId, reversedBy.text)}, on <DayText day={reversedBy.effectiveOn} />
              </>
            ),
          },
        ]
      : []),
    ...(reverses
      ? [{ key: "reverses", label: "Reverses", value: link(reverses.transactionId, reverses.text) }]
      : []),
    ...(agreed
      ? [
          {
            key: "agreed",
            label: "Agreed by two officers in",
            value: <a href={`/commercial/funding/requests/${agreed}`}>{agreed}</a>,
          },
        ]
      : []),
  ];
}
