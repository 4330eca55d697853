import Stripe from "stripe";
import { env } from "~/platform/env.server";
import { STRIPE_API_VERSION } from "../stripe.server";
import { stripeSettings } from "../stripe-settings.server";

/** The ways to pay that Stripe's own page would offer, and what pays by them in test mode. */
export const WAYS_TO_PAY = ["card", "bacs-debit", "bank-transfer", "declined-card"] as const;
export type WayToPay = (typeof WAYS_TO_PAY)[number];

const TEST_METHODS: Record<Exclude<WayToPay, "bank-transfer">, string> = {
  card: "pm_card_visa",
  "bacs-debit": "pm_bacsDebit_success",
  "declined-card": "pm_card_chargeDeclined",
};

export interface HostedInvoice {
  id: string;
  number: string;
  status: string;
  customerName: string;
  description: string;
  footer: string;
  purchaseOrder: string | null;
  dueAt: Date | null;
  totalPence: number;
  lines: { id: string; text: string; amountPence: number }[];
}

function client(): Stripe {
  const settings = stripeSettings(env());
  if (!settings?.standIn) throw new Error("Only a demonstration has pages that stand in for Stripe's");
  return new Stripe(settings.secretKey, {
    apiVersion: STRIPE_API_VERSION,
    httpClient: Stripe.createFetchHttpClient(),
    telemetry: false,
  });
}

/** True where the local stand-in answers for Stripe, and so its pages exist: in demonstration mode only. */
export const hasStandInPages = (): boolean => stripeSettings(env())?.standIn ?? false;

function hosted(invoice: Stripe.Invoice, lines: Stripe.InvoiceLineItem[]): HostedInvoice {
  return {
    id: invoice.id,
    number: invoice.number ?? invoice.id,
    status: invoice.status ?? "draft",
    customerName: invoice.customer_name ?? "",
    description: invoice.description ?? "",
    footer: invoice.footer ?? "",
    purchaseOrder: invoice.custom_fields?.[0]?.value ?? null,
    dueAt: invoice.due_date ? new Date(invoice.due_date * 1000) : null,
    totalPence: invoice.total,
    lines: lines.map(({ id, description, amount }) => ({ id, text: description ?? "", amountPence: amount })),
  };
}

/** The latest invoices that the stand-in holds, without their lines. */
export async function hostedInvoices(): Promise<HostedInvoice[]> {
  const { data } = await client().invoices.list({ limit: 100 });
  return data.filter((invoice) => invoice.status !== "draft").map((invoice) => hosted(invoice, []));
}

/** One invoice as its hosted page shows it; null when there is none. */
export async function hostedInvoice(id: string): Promise<HostedInvoice | null> {
  try {
    const invoice = await client().invoices.retrieve(id);
    if (invoice.status === "draft") return null;
    const lines: Stripe.InvoiceLineItem[] = [];
    for await (const line of client().invoices.listLineItems(id, { limit: 100 })) lines.push(line);
    return hosted(invoice, lines);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing")
      return null;
    throw error;
  }
}

/** Pays an invoice as its hosted page would. Answers why not, in Stripe's words; null when it is paid. */
export async function payHosted(id: string, way: WayToPay): Promise<string | null> {
  const stripe = client();
  const invoice = await stripe.invoices.retrieve(id);
  if (invoice.status === "paid") return null;
  try {
    if (way === "bank-transfer") {
      const customer = String(invoice.customer);
      const { currency, total: amount, number } = invoice;
      const funding = { amount, currency, reference: number ?? "" };
      await stripe.testHelpers.customers.fundCashBalance(customer, funding);
    } else {
      await stripe.invoices.pay(id, { payment_method: TEST_METHODS[way] });
    }
    return null;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    // Somebody else paid it at the same moment.
    return error.code === "invoice_already_paid" ? null : error.message;
  }
}
