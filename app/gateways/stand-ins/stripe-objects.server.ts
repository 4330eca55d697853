// Over 150 lines: Stripe's objects have many fields, and all of them stand here.
import type { Params } from "./stripe-form";
import { stripeId, type StripeObject } from "./stripe-store.server";

export interface InvoiceLine extends StripeObject {
  amount: number;
  description: string | null;
}

export interface StripeInvoice extends StripeObject {
  status: "draft" | "open" | "paid" | "void" | "uncollectible";
  customer: string;
  customer_name: string | null;
  number: string | null;
  currency: string;
  created: number;
  due_date: number | null;
  description: string | null;
  footer: string | null;
  total: number;
  subtotal: number;
  amount_due: number;
  amount_paid: number;
  amount_paid_off_stripe?: number;
  amount_remaining: number;
  hosted_invoice_url: string | null;
  invoice_pdf: string | null;
  custom_fields: { name: string; value: string }[] | null;
  metadata: Record<string, string>;
  lines: { object: "list"; data: InvoiceLine[]; has_more: boolean; url: string };
  status_transitions: {
    finalized_at: number | null;
    marked_uncollectible_at: number | null;
    paid_at: number | null;
    voided_at: number | null;
  };
  /** Stripe does not show it in an invoice unless asked; the stand-in keeps it here to show what would be moved. */
  transfer_data?: { destination: string; amount: number | null } | null;
}

export interface StripeCustomer extends StripeObject {
  name: string | null;
  email: string | null;
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const hash = (value: unknown) => (value ?? {}) as Record<string, string>;

export function makeCustomer(params: Params, at: number): StripeCustomer {
  return {
    id: stripeId("cus"),
    object: "customer",
    address: null,
    balance: 0,
    created: at,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: text(params.description),
    discount: null,
    email: text(params.email),
    invoice_prefix: stripeId("x").slice(2, 10).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: hash(params.metadata),
    name: text(params.name),
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
}

/** A connected account that Stripe has checked already: the stand-in asks suppliers for nothing. */
export function makeAccount(params: Params, at: number): StripeObject {
  const profile = hash(params.business_profile);
  const nothingDue = {
    alternatives: [],
    current_deadline: null,
    currently_due: [],
    disabled_reason: null,
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  };
  return {
    id: stripeId("acct"),
    object: "account",
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: null,
      minority_owned_business_designation: null,
      name: text(profile.name),
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: "company",
    capabilities: { transfers: "active" },
    charges_enabled: true,
    controller: {
      fees: { payer: "application" },
      is_controller: true,
      losses: { payments: "application" },
      requirement_collection: "stripe",
      stripe_dashboard: { type: "express" },
      type: "application",
    },
    country: text(params.country) ?? "GB",
    created: at,
    default_currency: "gbp",
    details_submitted: true,
    email: text(params.email),
    external_accounts: { object: "list", data: [], has_more: false, url: "/v1/accounts/external_accounts" },
    future_requirements: nothingDue,
    metadata: hash(params.metadata),
    payouts_enabled: true,
    requirements: nothingDue,
    settings: null,
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: "none",
  };
}

export function makeInvoice(params: Params, customer: StripeCustomer, at: number): StripeInvoice {
  const id = stripeId("in");
  const transfer = params.transfer_data ? hash(params.transfer_data) : null;
  return {
    id,
    object: "invoice",
    ...NOTHING_SPECIAL,
    auto_advance: params.auto_advance === "true",
    collection_method: text(params.collection_method) ?? "charge_automatically",
    created: at,
    currency: text(params.currency) ?? "gbp",
    custom_fields: (params.custom_fields as unknown as StripeInvoice["custom_fields"]) ?? null,
    customer: customer.id,
    customer_email: customer.email,
    customer_name: customer.name,
    description: text(params.description),
    due_date: dueDate(params, at),
    footer: text(params.footer),
    lines: { object: "list", data: [], has_more: false, url: `/v1/invoices/${id}/lines` },
    metadata: hash(params.metadata),
    number: text(params.number),
    on_behalf_of: null,
    period_end: at,
    period_start: at,
    status: "draft",
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    ...totals(0, 0),
    ...(transfer ? { transfer_data: { destination: transfer.destination!, amount: null } } : {}),
    hosted_invoice_url: null,
    invoice_pdf: null,
  };
}

function dueDate(params: Params, at: number): number | null {
  if (params.due_date) return Number(params.due_date);
  return params.days_until_due ? at + Number(params.days_until_due) * 86_400 : null;
}

/** The sums of an invoice of which this much was paid. */
export function totals(total: number, paid: number) {
  return {
    amount_due: total,
    amount_overpaid: 0,
    amount_paid: paid,
    amount_remaining: total - paid,
    amount_shipping: 0,
    subtotal: total,
    subtotal_excluding_tax: total,
    total,
    total_excluding_tax: total,
  };
}

export function makeLine(params: Params, invoice: StripeInvoice, at: number): InvoiceLine {
  const amount = Number(params.amount);
  return {
    id: stripeId("il"),
    object: "line_item",
    amount,
    currency: invoice.currency,
    description: text(params.description),
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: invoice.id,
    livemode: false,
    metadata: hash(params.metadata),
    parent: {
      invoice_item_details: {
        invoice_item: stripeId("ii"),
        proration: false,
        proration_details: { credited_items: null },
        subscription: null,
      },
      subscription_item_details: null,
      type: "invoice_item_details",
    },
    period: { end: at, start: at },
    pretax_credit_amounts: [],
    pricing: null,
    quantity: 1,
    quantity_decimal: "1",
    subscription: null,
    subtotal: amount,
    taxes: [],
  };
}

/** A payment of an invoice: by a payment method of Stripe's, or one that came in elsewhere. */
export function makePayment(invoice: StripeInvoice, at: number, outside: boolean): StripeObject {
  return {
    id: stripeId("inpay"),
    object: "invoice_payment",
    amount_paid: invoice.total,
    amount_requested: invoice.total,
    created: at,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: outside
      ? { type: "payment_record", payment_record: stripeId("pr") }
      : { type: "payment_intent", payment_intent: stripeId("pi") },
    status: "paid",
    status_transitions: { canceled_at: null, paid_at: at },
  };
}

export function makeEvent(
  type: string,
  object: StripeObject,
  about: { at: number; apiVersion: string; requestId: string; idempotencyKey: string | null },
): StripeObject {
  return {
    id: stripeId("evt"),
    object: "event",
    api_version: about.apiVersion,
    created: about.at,
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: about.requestId, idempotency_key: about.idempotencyKey },
    type,
  };
}

/** What an invoice of ours never has: subscriptions, discounts, shipping, taxes worked out by Stripe. */
const NOTHING_SPECIAL = {
  account_country: "GB",
  account_name: "Dovetail stand-in",
  account_tax_ids: null,
  application: null,
  attempt_count: 0,
  attempted: false,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
  automatically_finalizes_at: null,
  billing_reason: "manual",
  customer_account: null,
  customer_address: null,
  customer_phone: null,
  customer_shipping: null,
  customer_tax_exempt: "none",
  customer_tax_ids: [],
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  discounts: [],
  effective_at: null,
  ending_balance: null,
  from_invoice: null,
  issuer: { type: "self" },
  last_finalization_error: null,
  latest_revision: null,
  livemode: false,
  next_payment_attempt: null,
  parent: null,
  payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  starting_balance: 0,
  statement_descriptor: null,
  test_clock: null,
  total_discount_amounts: [],
  total_pretax_credit_amounts: [],
  total_taxes: [],
  webhooks_delivered_at: null,
};
