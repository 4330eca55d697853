import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { invoiceLineView } from "~/domain/invoices/invoice-views.server";
import { Money } from "~/ui/kit/money";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { OneShare } from "~/ui/who-pays/share-explanation";
import { signedIn } from "~/web/audience.server";
import { InvoiceParams } from "~/web/invoices/invoice-forms";

const Params = InvoiceParams.extend({ position: z.coerce.number().int().min(1) });

export const meta = ({ params }: { params: { number?: string } }) => [
  { title: pageTitle(`Why invoice ${params.number} asks for this`) },
];

export const loader = signedIn.loader({ params: Params }, async ({ q, actor, params, today }) =>
  invoiceLineView(q, { number: params.number, position: params.position, actor, on: today }),
);

export default function InvoiceLine() {
  const { invoice, line, share, signatures, milestoneTitle } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={`/invoices/${invoice.number}`}>Invoice {invoice.number}</BackLink>
      <PageTitle caption={`Invoice ${invoice.number}, line ${line.position}`}>
        Why this line asks for <Money amount={line.net} />
      </PageTitle>
      <p>
        {line.text}. With “{milestoneTitle}”, <Money amount={line.net} /> and <Money amount={line.vat} /> VAT
        of this share fall due, of <Money amount={share.net} /> and <Money amount={share.vat} /> VAT in all.
      </p>
      <OneShare share={share} signatures={signatures} tableId="steps" level={2} />
    </>
  );
}
