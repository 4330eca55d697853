import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { detailRows } from "~/domain/invoices/supplier-details/invoicing-details";
import {
  invoicingDetailsView,
  type DetailsVersion,
} from "~/domain/invoices/supplier-details/invoicing-details-views.server";
import { awaitedFor, BANK_CHANGE_PATH, maskedAccount } from "~/domain/invoices/supplier-details/bank-change";
import { bankChangeWaiting } from "~/domain/invoices/supplier-details/bank-change-views.server";
import { mayKeepDetails, supplierOfActor } from "~/domain/invoices/supplier-details/invoicing-keeper";
import { WarningCallout } from "~/ui/kit/callouts";
import { DayText, MomentText } from "~/ui/kit/day";
import { ButtonLink } from "~/ui/kit/form";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { TextLines } from "~/ui/kit/fields/text-lines";
import { supplier } from "~/web/audience.server";

const Query = z.object({
  saved: z.enum(["yes", "same", "waits", "confirm", "decline", "withdraw"]).optional().catch(undefined),
});

export const meta = () => [{ title: pageTitle("Invoicing details") }];

export const loader = supplier.loader({ query: Query }, async ({ q, actor, query }) => ({
  ...(await invoicingDetailsView(q, actor)),
  mayChange: mayKeepDetails(actor),
  waiting: await bankChangeWaiting(q, supplierOfActor(actor)),
  saved: query.saved,
}));

export default function InvoicingDetailsPage() {
  const { legalName, current, mayChange, saved, waiting } = useLoaderData<typeof loader>();
  return (
    <ReadingColumn>
      <BackLink href="/supplying/invoices">Invoices</BackLink>
      {saved && current ? <NotificationBanner success heading={SAVED[saved]} /> : null}
      <PageTitle
        caption={legalName}
        lede="What your invoices say about you: an invoice keeps the details of the day on which it was raised."
      >
        Invoicing details
      </PageTitle>
      {current ? <Details current={current} /> : <NoneGiven />}
      {waiting ? (
        <WarningCallout heading="A new bank account waits to be confirmed">
          <p>
            {waiting.proposedByName} gave {maskedAccount(waiting)}. It waits for {awaitedFor(waiting)}; until
            then your invoices name the account above.
          </p>
          {mayChange ? (
            <p>
              <a href={BANK_CHANGE_PATH}>Look at the new bank account</a>
            </p>
          ) : null}
        </WarningCallout>
      ) : null}
      {mayChange ? (
        <ButtonLink href="/supplying/invoicing-details/change">
          {current ? "Change the details" : "Give the details"}
        </ButtonLink>
      ) : (
        <p>
          A signatory or administrator of your organisation can change them: those who raise invoices do not
          decide where they are paid.
        </p>
      )}
    </ReadingColumn>
  );
}

const SAVED = {
  yes: "The invoicing details are saved. Invoices that you raise from now on name them.",
  same: "Nothing was different, so nothing was changed.",
  waits:
    "The invoicing details are saved. The new bank account waits for a second person; until then your invoices name the former one.",
  confirm: "The new bank account is confirmed. Invoices that you raise from now on name it.",
  decline: "The new bank account was declined. Your invoices name the former one.",
  withdraw: "The new bank account was withdrawn. Your invoices name the former one.",
} as const;

function Details({ current }: { current: DetailsVersion }) {
  const { changedBy } = useLoaderData<typeof loader>();
  const changed = (
    <>
      <MomentText at={current.changedAt} />
      {changedBy ? ` by ${changedBy}` : null}
    </>
  );
  const facts = detailRows(current).map(({ key, label, lines }) => ({
    key,
    label,
    value: <TextLines lines={lines} />,
  }));
  return (
    <>
      <SummaryList
        rows={[
          { key: "name", label: "Legal name", value: current.legalName },
          ...facts,
          { key: "changed", label: "Last changed", value: changed },
        ]}
      />
      {current.bankChangedOn ? (
        <p>
          The bank details changed on <DayText day={current.bankChangedOn} />: payers see that day on your
          invoices.
        </p>
      ) : null}
    </>
  );
}

function NoneGiven() {
  return (
    <WarningCallout heading="You cannot raise an invoice yet">
      <p>
        An invoice names your address, VAT registration number, bank details for Bacs, and whom to tell of a
        dispute. You have given none of them.
      </p>
    </WarningCallout>
  );
}
