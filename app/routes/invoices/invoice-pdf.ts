import { invoiceView } from "~/domain/invoices/invoice-views.server";
import { audienceOf } from "~/domain/people/role";
import { invoicePdf, invoicePdfResponse } from "~/papers/invoice-pdf.server";
import { signedIn } from "~/web/audience.server";
import { InvoiceParams } from "~/web/invoices/invoice-forms";

/** The invoice as a PDF, for those who may see its page and with what they see there. */
export const loader = signedIn.loader({ params: InvoiceParams }, async ({ q, actor, params, now, today }) => {
  const view = await invoiceView(q, { number: params.number, actor });
  const audience = audienceOf(actor.organisation?.kind ?? "");
  const payer = actor.organisationCode === view.invoice.payerCode;
  const shows = { fee: audience !== "buyer", recoverable: payer || audience === "centre" };
  return invoicePdfResponse(view.invoice.number, await invoicePdf(view, { now, today, shows }));
});
