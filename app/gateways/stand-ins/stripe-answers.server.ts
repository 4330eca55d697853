// Over 150 lines: what each address of Stripe's interface does, in one place.
import { invalid, missingResource, StripeRefusal } from "./stripe-error";
import type { Params } from "./stripe-form";
import {
  makeAccount,
  makeCustomer,
  makeInvoice,
  makeLine,
  makePayment,
  totals,
  type InvoiceLine,
  type StripeCustomer,
  type StripeInvoice,
} from "./stripe-objects.server";
import { stripeId, type StripeObject, type StripeStore } from "./stripe-store.server";

/** Stripe shows the first ten lines of an invoice; the rest are asked for. */
const LINES_SHOWN = 10;

/** One request with everything that answering it takes. */
export interface Call {
  store: StripeStore;
  params: Params;
  id: string;
  /** Seconds since 1970. */
  at: number;
  publicUrl: string;
  /** Notes an event about an object as it is now. */
  tell: (type: string, object: StripeObject) => Promise<void>;
}

export type Answer = (call: Call) => Promise<unknown>;

async function found<T extends StripeObject>(store: StripeStore, kind: string, id: string): Promise<T> {
  const object = await store.find<T>(kind, id);
  if (!object) throw missingResource(kind, id);
  return object;
}

const invoiceOf = ({ store, id }: Call) => found<StripeInvoice>(store, "invoice", id);

/** What a caller sees of an invoice: the first lines, and nothing that the stand-in keeps for itself. */
export function shownInvoice({ transfer_data: _kept, ...invoice }: StripeInvoice): StripeInvoice {
  const { data, ...lines } = invoice.lines;
  const more = data.length > LINES_SHOWN;
  return { ...invoice, lines: { ...lines, data: data.slice(0, LINES_SHOWN), has_more: more } };
}

function wholeNumber(params: Params, name: string): void {
  if (params[name] === undefined || /^-?\d+$/.test(String(params[name]))) return;
  throw invalid(`Invalid integer: ${String(params[name])}`, {
    code: "parameter_invalid_integer",
    param: name,
  });
}

function required(params: Params, ...names: string[]): void {
  for (const name of names) {
    if (params[name] !== undefined && params[name] !== "") continue;
    throw invalid(`Missing required param: ${name}.`, { code: "parameter_missing", param: name });
  }
}

function known(params: Params, names: readonly string[], prefix = ""): void {
  for (const name of Object.keys(params)) {
    if (names.includes(name) || name === "expand") continue;
    const param = prefix ? `${prefix}[${name}]` : name;
    throw invalid(`Received unknown parameter: ${param}`, { code: "parameter_unknown", param });
  }
}

const createCustomer: Answer = async ({ store, params, at, tell }) => {
  known(params, ["name", "email", "description", "metadata", "address", "phone"]);
  const customer = await store.save(makeCustomer(params, at));
  await tell("customer.created", customer);
  return customer;
};

const createAccount: Answer = async ({ store, params, at, tell }) => {
  known(params, [
    "country",
    "email",
    "business_profile",
    "business_type",
    "controller",
    "capabilities",
    "metadata",
  ]);
  const account = await store.save(makeAccount(params, at));
  await tell("account.updated", account);
  return account;
};

const INVOICE_PARAMS = [
  "application_fee_amount",
  "auto_advance",
  "automatic_tax",
  "collection_method",
  "currency",
  "custom_fields",
  "customer",
  "days_until_due",
  "description",
  "due_date",
  "footer",
  "metadata",
  "number",
  "pending_invoice_items_behavior",
  "transfer_data",
];

const createInvoice: Answer = async ({ store, params, at, tell }) => {
  known(params, INVOICE_PARAMS);
  required(params, "customer");
  for (const name of ["due_date", "days_until_due", "application_fee_amount"]) wholeNumber(params, name);
  const due = params.due_date ?? params.days_until_due;
  if (params.collection_method === "send_invoice" && due === undefined)
    throw invalid("If the invoice's collection_method is send_invoice, pass days_until_due or due_date.", {
      param: "days_until_due",
    });
  const customer = await found<StripeCustomer>(store, "customer", String(params.customer));
  const transfer = params.transfer_data as Params | undefined;
  if (transfer) await found(store, "account", String(transfer.destination));
  const invoice = await store.save(makeInvoice(params, customer, at));
  await tell("invoice.created", shownInvoice(invoice));
  return shownInvoice(invoice);
};

const addLines: Answer = async (call) => {
  const { store, params, at, tell } = call;
  known(params, ["lines", "invoice_metadata"]);
  required(params, "lines");
  const invoice = await invoiceOf(call);
  if (invoice.status !== "draft") throw invalid("Invoices that are not draft cannot be changed.");
  const lines = params.lines as Params[];
  const made: InvoiceLine[] = lines.map((line, index) => {
    known(line, ["amount", "description", "metadata", "discountable", "period"], `lines[${index}]`);
    required(line, "amount");
    wholeNumber(line, "amount");
    return makeLine(line, invoice, at);
  });
  const data = [...invoice.lines.data, ...made];
  if (data.length > 250) throw invalid("An invoice can have at most 250 line items.", { param: "lines" });
  const total = data.reduce((sum, line) => sum + line.amount, 0);
  const changed = await store.save({ ...invoice, lines: { ...invoice.lines, data }, ...totals(total, 0) });
  await tell("invoice.updated", shownInvoice(changed));
  return shownInvoice(changed);
};

async function finalized(call: Call, invoice: StripeInvoice): Promise<StripeInvoice> {
  const { store, at, tell, publicUrl } = call;
  const page = `${publicUrl}/demo/payments/${invoice.id}`;
  const paid = invoice.total <= 0;
  const changed = await store.save<StripeInvoice>({
    ...invoice,
    status: paid ? "paid" : "open",
    number: invoice.number ?? `${stripeId("x").slice(2, 10).toUpperCase()}-0001`,
    effective_at: at,
    hosted_invoice_url: page,
    invoice_pdf: page,
    status_transitions: { ...invoice.status_transitions, finalized_at: at, paid_at: paid ? at : null },
  });
  await tell("invoice.finalized", shownInvoice(changed));
  if (paid) await tell("invoice.paid", shownInvoice(changed));
  return changed;
}

const finalizeInvoice: Answer = async (call) => {
  known(call.params, ["auto_advance"]);
  const invoice = await invoiceOf(call);
  if (invoice.status !== "draft")
    throw invalid("This invoice is already finalized, you can't re-finalize a non-draft invoice.", {
      code: "invoice_not_editable",
    });
  return shownInvoice(await finalized(call, invoice));
};

const sendInvoice: Answer = async (call) => {
  known(call.params, []);
  const before = await invoiceOf(call);
  if (before.collection_method !== "send_invoice")
    throw invalid("You can only manually send an invoice if its collection method is 'send_invoice'.");
  if (!before.customer_email)
    throw invalid("Missing email. In order to send an invoice, the customer must have a valid email.");
  const invoice = before.status === "draft" ? await finalized(call, before) : before;
  if (invoice.status !== "open") throw invalid(`You cannot send an invoice that is ${invoice.status}.`);
  await call.tell("invoice.sent", shownInvoice(invoice));
  return shownInvoice(invoice);
};

async function paidInvoice(call: Call, invoice: StripeInvoice, outside: boolean): Promise<StripeInvoice> {
  const { store, at, tell } = call;
  const paid = await store.save<StripeInvoice>({
    ...invoice,
    ...totals(invoice.total, invoice.total),
    ...(outside ? { amount_paid_off_stripe: invoice.total } : {}),
    status: "paid",
    attempted: !outside,
    attempt_count: outside ? 0 : 1,
    status_transitions: { ...invoice.status_transitions, paid_at: at },
  });
  await tell("invoice_payment.paid", await store.save(makePayment(paid, at, outside)));
  for (const type of ["invoice.paid", "invoice.payment_succeeded"]) await tell(type, shownInvoice(paid));
  return paid;
}

const payInvoice: Answer = async (call) => {
  const { params } = call;
  known(params, ["paid_out_of_band", "payment_method", "off_session", "source", "mandate"]);
  const invoice = await invoiceOf(call);
  if (invoice.status === "paid") throw invalid("Invoice is already paid", { code: "invoice_already_paid" });
  if (invoice.status !== "open")
    throw invalid(`This invoice is ${invoice.status} and cannot be paid.`, { code: "invoice_not_editable" });
  const outside = params.paid_out_of_band === "true";
  if (!outside && !params.payment_method)
    throw invalid("There is no default_payment_method set on this Customer or Invoice.", {
      param: "payment_method",
    });
  if (params.payment_method === "pm_card_chargeDeclined")
    throw new StripeRefusal(402, {
      type: "card_error",
      code: "card_declined",
      message: "Your card was declined.",
    });
  return shownInvoice(await paidInvoice(call, invoice, outside));
};

/** Pays an open invoice from what came into the customer's cash balance by bank transfer, as its reference says. */
const fundCashBalance: Answer = async (call) => {
  const { store, params, id } = call;
  known(params, ["amount", "currency", "reference"]);
  required(params, "amount", "currency");
  await found(store, "customer", id);
  const open = await store.list<StripeInvoice>("invoice", { customer: id, status: "open" }, { limit: 100 });
  const matching = open.data.find(
    (one) => one.number === params.reference && one.total === Number(params.amount),
  );
  const invoice = matching && (await store.find<StripeInvoice>("invoice", matching.id));
  if (invoice?.status === "open") await paidInvoice(call, invoice, false);
  return {
    id: stripeId("ccsbtxn"),
    object: "customer_cash_balance_transaction",
    created: call.at,
    currency: params.currency,
    customer: id,
    ending_balance: invoice ? 0 : Number(params.amount),
    livemode: false,
    net_amount: Number(params.amount),
    type: "funded",
  };
};

const voidInvoice: Answer = async (call) => {
  const { store, at, tell } = call;
  const invoice = await invoiceOf(call);
  if (invoice.status !== "open")
    throw invalid("You can only void an open invoice.", { code: "invoice_not_editable" });
  const changed = await store.save<StripeInvoice>({
    ...invoice,
    status: "void",
    status_transitions: { ...invoice.status_transitions, voided_at: at },
  });
  await tell("invoice.voided", shownInvoice(changed));
  return shownInvoice(changed);
};

const deleteInvoice: Answer = async (call) => {
  const invoice = await invoiceOf(call);
  if (invoice.status !== "draft") throw invalid("You can only delete draft invoices.");
  await call.store.remove(invoice.id);
  return { id: invoice.id, object: "invoice", deleted: true };
};

/** A list by some of its objects' fields, newest first, ten at a time unless asked for up to a hundred. */
function listOf(kind: string, path: string, filters: readonly string[]): Answer {
  return async ({ store, params }) => {
    known(params, [...filters, "limit", "starting_after"]);
    wholeNumber(params, "limit");
    const limit = Number(params.limit ?? 10);
    if (limit < 1 || limit > 100)
      throw invalid("Invalid integer: limit is between 1 and 100.", { param: "limit" });
    const where = Object.fromEntries(
      filters.filter((name) => params[name] !== undefined).map((name) => [name, String(params[name])]),
    );
    const startingAfter = params.starting_after as string | undefined;
    const page = await store.list<StripeInvoice>(kind, where, { limit, startingAfter });
    const data = kind === "invoice" ? page.data.map(shownInvoice) : page.data;
    return { object: "list", data, has_more: page.hasMore, url: path };
  };
}

const listLines: Answer = async (call) => {
  const { params } = call;
  known(params, ["limit", "starting_after"]);
  const { lines } = await invoiceOf(call);
  const from = lines.data.findIndex((line) => line.id === params.starting_after) + 1;
  const data = lines.data.slice(from, from + Number(params.limit ?? 10));
  return { ...lines, data, has_more: from + data.length < lines.data.length };
};

const retrieve =
  (kind: string): Answer =>
  ({ store, id }) =>
    found(store, kind, id);

/** The addresses of Stripe's interface that are in use. */
export const ROUTES: [method: "get" | "post" | "delete", path: string, answer: Answer][] = [
  ["post", "/customers", createCustomer],
  ["get", "/customers/:id", retrieve("customer")],
  ["post", "/test_helpers/customers/:id/fund_cash_balance", fundCashBalance],
  ["post", "/accounts", createAccount],
  ["get", "/accounts/:id", retrieve("account")],
  ["post", "/invoices", createInvoice],
  ["get", "/invoices", listOf("invoice", "/v1/invoices", ["customer", "status"])],
  ["get", "/invoices/:id", async (call) => shownInvoice(await invoiceOf(call))],
  ["delete", "/invoices/:id", deleteInvoice],
  ["get", "/invoices/:id/lines", listLines],
  ["post", "/invoices/:id/add_lines", addLines],
  ["post", "/invoices/:id/finalize", finalizeInvoice],
  ["post", "/invoices/:id/send", sendInvoice],
  ["post", "/invoices/:id/pay", payInvoice],
  ["post", "/invoices/:id/void", voidInvoice],
  ["get", "/invoice_payments", listOf("invoice_payment", "/v1/invoice_payments", ["invoice", "status"])],
  ["get", "/events", listOf("event", "/v1/events", ["type"])],
  ["get", "/events/:id", retrieve("event")],
];
