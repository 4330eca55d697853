import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseForm } from "~/gateways/stand-ins/stripe-form";
import { stripeHandlers } from "~/gateways/stand-ins/stripe.server";
import { describeWithSharedData } from "../../setup/shared-data";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

const API = "https://api.stripe.com/v1";
const AT = new Date("2026-11-22T09:00:00Z");

let database: TestDatabase;
let server: ReturnType<typeof setupServer>;
beforeAll(async () => {
  database = await testDatabase();
  const options = { publicUrl: "http://localhost:3000", now: () => AT, onEvent: () => {} };
  server = setupServer(...stripeHandlers(database.sql, options));
  server.listen({ onUnhandledRequest: "error" });
});
afterAll(() => server.close());

/** Whatever JSON an answer holds; each test says what it expects there. */
// oxlint-disable-next-line typescript/no-explicit-any
type Json = Record<string, any>;

interface Answer {
  status: number;
  headers: Headers;
  body: Json;
}

async function call(method: string, at: string, form = {}, key?: string): Promise<Answer> {
  const headers: Record<string, string> = { Authorization: "Bearer sk_test_standin" };
  if (key) headers["Idempotency-Key"] = key;
  const query = new URLSearchParams(form);
  const response = await fetch(API + at + (method === "GET" ? `?${query}` : ""), {
    method,
    headers,
    body: method === "GET" ? undefined : query,
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Json,
  };
}

const post = (at: string, form = {}, key?: string) => call("POST", at, form, key);
const read = (at: string, form = {}) => call("GET", at, form);

const draftFor = (customer: string) => ({
  customer,
  collection_method: "send_invoice",
  days_until_due: "30",
  currency: "gbp",
  "metadata[dovetail_invoice]": "INV-000001",
});

/** An open invoice of £120.00 in two lines. */
async function openInvoice(): Promise<Answer> {
  const customer = await post("/customers", { name: "NHS England", email: "pay@example.org" });
  const draft = await post("/invoices", draftFor(customer.body.id));
  await post(`/invoices/${draft.body.id}/add_lines`, {
    "lines[0][amount]": "10000",
    "lines[0][description]": "Licence",
    "lines[1][amount]": "2000",
    "lines[1][description]": "VAT",
  });
  return post(`/invoices/${draft.body.id}/finalize`);
}

describe("a form", () => {
  it("is read with its hashes and lists", () => {
    const text = "a=1&b[c]=2&b[d][0]=3&b[d][1]=4&e[]=5&e[]=6&f[0][g]=7&f[0][h]=8";
    expect(parseForm(text)).toEqual({
      a: "1",
      b: { c: "2", d: ["3", "4"] },
      e: ["5", "6"],
      f: [{ g: "7", h: "8" }],
    });
  });
});

describe("an invoice lives as at Stripe", () => {
  it("from draft over open to paid, with the times", async () => {
    const open = await openInvoice();
    expect(open.body).toMatchObject({
      status: "open",
      total: 12_000,
      amount_due: 12_000,
      amount_remaining: 12_000,
      due_date: AT.getTime() / 1000 + 30 * 86_400,
      hosted_invoice_url: `http://localhost:3000/demo/payments/${open.body.id}`,
      status_transitions: { finalized_at: AT.getTime() / 1000, paid_at: null },
    });
    const paid = await post(`/invoices/${open.body.id}/pay`, { payment_method: "pm_card_visa" });
    expect(paid.body).toMatchObject({ status: "paid", amount_paid: 12_000, amount_remaining: 0 });
    const again = await post(`/invoices/${open.body.id}/pay`, { payment_method: "pm_card_visa" });
    expect(again).toMatchObject({ status: 400, body: { error: { code: "invoice_already_paid" } } });
    const payments = await read("/invoice_payments", { invoice: open.body.id });
    expect(payments.body.data).toMatchObject([{ status: "paid", payment: { type: "payment_intent" } }]);
  });

  it("or void, and then nobody pays it", async () => {
    const open = await openInvoice();
    expect((await post(`/invoices/${open.body.id}/void`)).body.status).toBe("void");
    const refused = await post(`/invoices/${open.body.id}/pay`, { paid_out_of_band: "true" });
    expect(refused.status).toBe(400);
  });

  it("takes no lines once it is final, and goes only as a draft", async () => {
    const open = await openInvoice();
    expect((await post(`/invoices/${open.body.id}/add_lines`, { "lines[0][amount]": "1" })).status).toBe(400);
    expect((await call("DELETE", `/invoices/${open.body.id}`)).status).toBe(400);
  });

  it("tells of it by events", async () => {
    const { body } = await openInvoice();
    const events = await read("/events", { type: "invoice.finalized" });
    expect(events.body.data[0]).toMatchObject({
      object: "event",
      type: "invoice.finalized",
      data: { object: { id: body.id } },
    });
  });
});

describe("a key makes a request one", () => {
  it("the same key and parameters get the first answer, also at once", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => post("/customers", { name: "One" }, "key-1")));
    const made = answers.filter(({ status }) => status === 200);
    const busy = answers.filter(({ status }) => status === 409);
    expect(made.length + busy.length).toBe(3);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    for (const { body } of busy) expect(body.error.code).toBe("idempotency_key_in_use");
    const later = await post("/customers", { name: "One" }, "key-1");
    expect(later.headers.get("idempotent-replayed")).toBe("true");
    expect(later.body.id).toBe(made[0]!.body.id);
  });

  it("the same key with other parameters is an idempotency_error", async () => {
    await post("/customers", { name: "Two" }, "key-2");
    const other = await post("/customers", { name: "Three" }, "key-2");
    expect(other).toMatchObject({ status: 400, body: { error: { type: "idempotency_error" } } });
  });

  it("a refusal is not remembered", async () => {
    expect((await post("/invoices", {}, "key-3")).status).toBe(400);
    const { body } = await post("/customers", { name: "Four" });
    expect((await post("/invoices", draftFor(body.id), "key-3")).status).toBe(200);
  });
});

describe("what is refused", () => {
  it.each([
    [
      "an unknown parameter",
      "/customers",
      { colour: "blue" },
      400,
      { code: "parameter_unknown", param: "colour" },
    ],
    ["a missing one", "/invoices", {}, 400, { code: "parameter_missing", param: "customer" }],
    ["a customer that is not there", "/invoices", draftFor("cus_none"), 404, { code: "resource_missing" }],
    ["an address that is not there", "/moons", {}, 404, { type: "invalid_request_error" }],
  ])("%s, in Stripe's shape", async (_name, at, form, status, error) => {
    const answer = await post(at, form as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({ ...error, message: expect.any(String) });
  });

  it("no key, or a live one", async () => {
    const answer = await fetch(`${API}/customers/x`, { headers: { Authorization: "Bearer sk_live_1" } });
    expect(answer.status).toBe(401);
  });
});

describe("a list comes in pages", () => {
  it("newest first, with has_more", async () => {
    const { body: customer } = await post("/customers", { name: "Five" });
    const ids: string[] = [];
    for (let made = 0; made < 5; made += 1)
      ids.unshift((await post("/invoices", draftFor(customer.id))).body.id);
    const first = await read("/invoices", { customer: customer.id, limit: "3" });
    expect(first.body).toMatchObject({ object: "list", has_more: true, url: "/v1/invoices" });
    const after = first.body.data[2].id;
    const second = await read("/invoices", { customer: customer.id, limit: "3", starting_after: after });
    expect(second.body.has_more).toBe(false);
    const listed = [...first.body.data, ...second.body.data].map(({ id }: { id: string }) => id);
    expect(listed).toEqual(ids);
  });

  it("an invoice shows ten lines and lists the rest", async () => {
    const { body: customer } = await post("/customers", { name: "Six" });
    const { body: draft } = await post("/invoices", draftFor(customer.id));
    const form = Object.fromEntries(
      Array.from({ length: 23 }, (_, index) => [`lines[${index}][amount]`, String(index)]),
    );
    const { body } = await post(`/invoices/${draft.id}/add_lines`, form);
    expect(body.total).toBe(253); // 0 + 1 + ... + 22
    expect(body.lines).toMatchObject({ has_more: true });
    expect(body.lines.data).toHaveLength(10);
    const rest = await read(`/invoices/${draft.id}/lines`, {
      limit: "100",
      starting_after: body.lines.data[9].id,
    });
    expect(rest.body.data).toHaveLength(13);
  });
});

describeWithSharedData("its answers have the shapes of Stripe's own types", (folder) => {
  let valid: (name: string) => ValidateFunction;

  beforeAll(() => {
    const file = path.join(folder, "stripe", "schemas.2026-10-28.endive.json");
    const schemas = JSON.parse(readFileSync(file, "utf8")) as { definitions: Json };
    // The types describe a decimal as a class; on the wire it is text.
    for (const definition of Object.values(schemas.definitions)) {
      for (const name of Object.keys(definition.properties ?? {}))
        if (name.endsWith("_decimal")) definition.properties[name] = {};
    }
    const ajv = new Ajv({ strict: false, allErrors: true });
    ajv.addSchema(schemas, "stripe");
    valid = (name) => ajv.compile({ $ref: `stripe#/definitions/${name}` });
  });

  async function expectShape(name: string, body: unknown): Promise<void> {
    const validate = valid(name);
    validate(body);
    expect({ name, errors: validate.errors ?? [] }).toEqual({ name, errors: [] });
  }

  it("a customer, an account, an invoice in every state, its lines and payments", async () => {
    const customer = await post("/customers", { name: "Shape", email: "shape@example.org" });
    await expectShape("Customer", customer.body);
    const account = await post("/accounts", { country: "GB", "business_profile[name]": "Alder Systems" });
    await expectShape("Account", account.body);
    const draft = await post("/invoices", draftFor(customer.body.id));
    await expectShape("Invoice", draft.body);
    const open = await openInvoice();
    await expectShape("Invoice", open.body);
    await expectShape("InvoiceLineItem", open.body.lines.data[0]);
    const paid = await post(`/invoices/${open.body.id}/pay`, { paid_out_of_band: "true" });
    await expectShape("Invoice", paid.body);
    const payments = await read("/invoice_payments", { invoice: open.body.id });
    await expectShape("InvoicePayment", payments.body.data[0]);
  });
});
