import type { Task } from "graphile-worker";
import { inTransaction } from "~db";
import { disputeText } from "~/domain/invoices/supplier-details/dispute";
import { shownVat, type StatedDetails } from "~/domain/invoices/supplier-details/invoicing-details";
import { markInvoiceSent } from "~/domain/invoices/stripe/mark-invoice-sent.server";
import { noteAccount } from "~/domain/invoices/stripe/note-account.server";
import { noteCustomer } from "~/domain/invoices/stripe/note-customer.server";
import { invoiceToSend, type InvoiceForSending } from "~/domain/invoices/stripe/sending-views.server";
import { vatNote } from "~/domain/invoices/vat-note";
import { hasStripe, stripe, type InvoiceToSend } from "~/gateways/stripe.server";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { readPayload } from "~/platform/queue.server";

/**
 * Sends an invoice through Stripe. Killed at any moment it goes on where it stopped: what Stripe made is found again by
 * our own keys, and one that is noted as sent is left alone. While Stripe is away the queue tries again. Where payments
 * are not set up, the payer's e-mail of its raising was the sending, and it is due.
 */
export const sendInvoice: Task = async (payload, { job }) => {
  const { invoiceId: number } = readPayload("send-invoice", payload);
  const found = await invoiceToSend(database().db, number);
  // Paid from the payer's own ledger before it was ever sent: there is nothing left to ask for.
  if (!found || found.invoice.stripeInvoiceId || found.invoice.state !== "raised") return;
  if (!hasStripe()) {
    const sent = { number, stripeInvoiceId: null, hostedUrl: null, at: clock().now() };
    return inTransaction(database().db, (tx) => markInvoiceSent(tx, sent));
  }
  const customerId = found.customerId ?? (await makeCustomer(found));
  const destination = await destinationOf(found);
  const again = job.attempts > 1;
  const sent = await stripe().createAndSendInvoice({ ...asStripe(found), customerId, destination, again });
  await inTransaction(database().db, (tx) => markInvoiceSent(tx, { number, ...sent, at: clock().now() }));
};

async function makeCustomer({ invoice, payerName, payerEmail }: InvoiceForSending): Promise<string> {
  const organisationCode = invoice.payerCode;
  const { customerId } = await stripe().ensureCustomer({
    payerCode: organisationCode,
    name: payerName,
    email: payerEmail,
  });
  await inTransaction(database().db, (tx) =>
    noteCustomer(tx, { organisationCode, stripeCustomerId: customerId }),
  );
  return customerId;
}

/** Where Stripe passes the money on to; null while the supplier's account cannot be paid yet. */
async function destinationOf(found: InvoiceForSending): Promise<InvoiceToSend["destination"]> {
  const { supplierId, frameworkFee: feePence } = found.invoice;
  if (found.accountId) {
    return found.payoutsEnabled ? { accountId: found.accountId, feePence } : null;
  }
  const { supplierName: name, supplierEmail: email } = found;
  const { accountId, payoutsEnabled } = await stripe().ensureAccount({ supplierId, name, email });
  await inTransaction(database().db, (tx) =>
    noteAccount(tx, { supplierId, stripeAccountId: accountId, payoutsEnabled }),
  );
  return payoutsEnabled ? { accountId, feePence } : null;
}

/** The invoice in Stripe's terms: net lines, then VAT as one line, so that their sum is our gross. */
function asStripe(found: InvoiceForSending): Omit<InvoiceToSend, "customerId" | "destination" | "again"> {
  const { invoice, lines, orderTitle, milestoneTitle, supplierName, payerEmail, stated } = found;
  const net = lines
    .filter((line) => line.net !== 0n)
    .map((line) => ({ text: line.text, amountPence: line.net }));
  const vat = invoice.vat === 0n ? [] : [{ text: "VAT", amountPence: invoice.vat }];
  const odd = vatNote(lines);
  return {
    number: invoice.number,
    lines: [...net, ...vat],
    totalPence: invoice.gross,
    // Noon, so that it is the same day wherever it is shown.
    dueAt: Date.parse(`${invoice.dueOn}T12:00:00Z`) / 1000,
    description: `${orderTitle}: ${milestoneTitle}. Order ${invoice.orderId}, supplied by ${supplierName}.`,
    footer: [
      `The lines exclude VAT, which is a line of its own.`,
      // The odd penny is told wherever the invoice is seen.
      ...(odd === null ? [] : [odd]),
      ...(stated ? [supplierText(stated), disputeText(invoice, stated)] : []),
      `If you pay by Bacs from your own ledger, give the reference ${invoice.number} and record the payment at ${env().PUBLIC_URL}/invoices/${invoice.number}`,
    ].join(" "),
    purchaseOrderNumber: invoice.purchaseOrderNumber,
    email: payerEmail !== null,
  };
}

/** Who supplies it, for the copy that Stripe keeps. Bank details stand on our own page alone. */
function supplierText({ legalName, addressLines, vatNumber }: StatedDetails): string {
  return `Supplied by ${[legalName, ...addressLines].join(", ")}. VAT registration number: ${shownVat(vatNumber)}.`;
}
