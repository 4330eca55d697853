import { createHash } from "node:crypto";
import Stripe from "stripe";
import { env } from "~/platform/env.server";
import { singleton } from "~/platform/singleton.server";
import { stripeSettings } from "./stripe-settings.server";

/** The shape of Stripe's answers that this code was written for; an upgrade is a change to review. */
export const STRIPE_API_VERSION = "2026-10-28.endive";

const NUMBER_KEY = "dovetail_invoice";
/** Stripe takes at most 250 lines an invoice. */
const MOST_LINES = 250;

export interface InvoiceToSend {
  /** Our number, which is also the number on Stripe's invoice. */
  number: string;
  customerId: string;
  /** Whole pence, VAT as a line of its own. They sum to `totalPence`. */
  lines: { text: string; amountPence: bigint }[];
  totalPence: bigint;
  /** The end of the day on which it is due, in seconds since 1970. */
  dueAt: number;
  description: string;
  footer: string;
  purchaseOrderNumber: string | null;
  /** The supplier's connected account and the framework fee kept back; null invoices without a transfer. */
  destination: { accountId: string; feePence: bigint } | null;
  /** Whether Stripe should e-mail it; it cannot where the customer has no address. */
  email: boolean;
  /** True when this was tried before: looks for what the earlier try left. */
  again: boolean;
}

/** What Stripe's total would be is not what was asked for; nothing was sent. */
export class StripeTotalDiffers extends Error {
  override name = "StripeTotalDiffers";
}

/** Whole pence as a JSON number. Throws RangeError beyond 2^53, where a number would lose a penny. */
function amount(pence: bigint): number {
  const value = Number(pence);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${pence} pence do not fit a number`);
  return value;
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}

/**
 * Stripe as this service uses it. Every call that makes something carries an idempotency key of its own, named after
 * our record: a job that was killed between two calls goes on where it stopped, and never makes a second invoice.
 */
export function stripeGateway(secretKey: string) {
  const stripe = new Stripe(secretKey, {
    apiVersion: STRIPE_API_VERSION,
    httpClient: Stripe.createFetchHttpClient(),
    timeout: 20_000,
    maxNetworkRetries: 2,
    telemetry: false,
    appInfo: { name: "Dovetail" },
  });
  return {
    /** A payer as a customer; the same code with the same details is the same customer. Returns its id. */
    async ensureCustomer(payer: {
      payerCode: string;
      name: string;
      email: string | null;
    }): Promise<{ customerId: string }> {
      const { payerCode, name, email } = payer;
      const customer = await stripe.customers.create(
        { name, ...(email ? { email } : {}), metadata: { dovetail_organisation: payerCode } },
        { idempotencyKey: `customer:${payerCode}:create:${digest([name, email])}` },
      );
      return { customerId: customer.id };
    },

    /** A supplier as a connected account. Stripe asks it for what it must know before it may be paid. */
    async ensureAccount(supplier: { supplierId: string; name: string; email: string | null }): Promise<{
      accountId: string;
      payoutsEnabled: boolean;
    }> {
      const { supplierId, name, email } = supplier;
      const account = await stripe.accounts.create(
        {
          country: "GB",
          ...(email ? { email } : {}),
          business_profile: { name },
          controller: {
            fees: { payer: "application" },
            losses: { payments: "application" },
            stripe_dashboard: { type: "express" },
          },
          capabilities: { transfers: { requested: true } },
          metadata: { dovetail_supplier: supplierId },
        },
        { idempotencyKey: `account:${supplierId}:create:${digest([name, email])}` },
      );
      return { accountId: account.id, payoutsEnabled: account.payouts_enabled };
    },

    createAndSendInvoice: (invoice: InvoiceToSend) => createAndSendInvoice(stripe, invoice),

    /** Tells Stripe that an invoice was paid outside of it. One that is paid or void already is left as it is. */
    async payOutOfBand(stripeInvoiceId: string): Promise<{ already: boolean }> {
      const found = await stripe.invoices.retrieve(stripeInvoiceId);
      if (found.status === "paid" || found.status === "void") return { already: true };
      await stripe.invoices.pay(
        stripeInvoiceId,
        { paid_out_of_band: true },
        { idempotencyKey: `${stripeInvoiceId}:pay-out-of-band` },
      );
      return { already: false };
    },
  };
}

async function createAndSendInvoice(
  stripe: Stripe,
  asked: InvoiceToSend,
): Promise<{ stripeInvoiceId: string; hostedUrl: string }> {
  const { number } = asked;
  const key = (step: string) => ({ idempotencyKey: `invoice:${number}:${step}` });
  // Stripe forgets idempotency keys after a day; a job that is tried again later asks for the invoice by our number.
  const earlier = asked.again ? await findInvoice(stripe, asked.customerId, number) : null;
  let invoice = earlier ?? (await stripe.invoices.create(draftOf(asked), key("create")));
  if (invoice.status === "draft") {
    if (invoice.lines.data.length === 0) {
      const lines = linesOf(asked);
      if (lines.length > 0) invoice = await stripe.invoices.addLines(invoice.id, { lines }, key("lines"));
    }
    requireTotal(invoice, asked);
    invoice = await stripe.invoices.finalizeInvoice(invoice.id, { auto_advance: false }, key("finalize"));
  }
  requireTotal(invoice, asked);
  if (invoice.status === "open" && asked.email) {
    invoice = await stripe.invoices.sendInvoice(invoice.id, {}, key("send"));
  }
  if (!invoice.hosted_invoice_url) throw new Error(`Stripe gave no page for ${number} (${invoice.id})`);
  return { stripeInvoiceId: invoice.id, hostedUrl: invoice.hosted_invoice_url };
}

function draftOf(asked: InvoiceToSend): Stripe.InvoiceCreateParams {
  const { number, customerId, destination, purchaseOrderNumber } = asked;
  return {
    customer: customerId,
    number,
    currency: "gbp",
    collection_method: "send_invoice",
    due_date: asked.dueAt,
    auto_advance: false,
    // VAT was worked out by the order, to the penny; Stripe must not work it out again.
    automatic_tax: { enabled: false },
    pending_invoice_items_behavior: "exclude",
    description: asked.description,
    footer: asked.footer,
    metadata: { [NUMBER_KEY]: number },
    ...(purchaseOrderNumber
      ? { custom_fields: [{ name: "Purchase order", value: purchaseOrderNumber.slice(0, 140) }] }
      : {}),
    ...(destination
      ? {
          transfer_data: { destination: destination.accountId },
          application_fee_amount: amount(destination.feePence),
        }
      : {}),
  };
}

/** The lines as they are; of a very long invoice the last ones in one, since ours shows them all. */
function linesOf({ lines, number }: InvoiceToSend): Stripe.InvoiceAddLinesParams.Line[] {
  const shown = lines.length > MOST_LINES ? lines.slice(0, MOST_LINES - 1) : lines;
  const rest = lines.slice(shown.length);
  const made = shown.map((line) => ({
    description: line.text.slice(0, 500),
    amount: amount(line.amountPence),
  }));
  if (rest.length === 0) return made;
  const left = rest.reduce((total, line) => total + line.amountPence, 0n);
  return [
    ...made,
    { description: `${rest.length} more lines, listed on invoice ${number}`, amount: amount(left) },
  ];
}

function requireTotal(invoice: Stripe.Invoice, asked: InvoiceToSend): void {
  const right = BigInt(invoice.total) === asked.totalPence && invoice.currency === "gbp";
  if (right) return;
  throw new StripeTotalDiffers(
    `${asked.number} is for ${asked.totalPence} pence, and ${invoice.id} at Stripe for ${invoice.total} ${invoice.currency}`,
  );
}

async function findInvoice(stripe: Stripe, customer: string, number: string): Promise<Stripe.Invoice | null> {
  for await (const invoice of stripe.invoices.list({ customer, limit: 100 })) {
    if (invoice.metadata?.[NUMBER_KEY] === number && invoice.status !== "void") return invoice;
  }
  return null;
}

export type StripeGateway = ReturnType<typeof stripeGateway>;

/** Whether there is a Stripe to ask, real or a stand-in. Without one invoices are paid by Bacs and recorded here. */
export const hasStripe = (): boolean => stripeSettings(env()) !== null;

/** The gateway of this process, by its configuration. Throws where payments are not set up. */
export const stripe = (): StripeGateway =>
  singleton("stripe-gateway", () => {
    const settings = stripeSettings(env());
    if (!settings) throw new Error("Payments are not set up (PAYMENTS=off): there is no Stripe to ask");
    return stripeGateway(settings.secretKey);
  });

/**
 * Reads a webhook: the raw text and its Stripe-Signature header. Returns the event, or null when the signature is not
 * Stripe's or is older than five minutes.
 */
export function constructEvent(rawBody: string, signature: string, secret: string): unknown {
  try {
    return Stripe.webhooks.constructEvent(rawBody, signature, secret);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return null;
    throw error;
  }
}
