import { createHash } from "node:crypto";
import { http, HttpResponse, type DefaultBodyType, type RequestHandler } from "msw";
import type postgres from "postgres";
import { ROUTES, type Answer } from "./stripe-answers.server";
import { StripeRefusal } from "./stripe-error";
import { parseForm } from "./stripe-form";
import { makeEvent } from "./stripe-objects.server";
import { stripeId, stripeStore, type StripeObject, type StripeStore } from "./stripe-store.server";
import { recordEvent } from "./stripe-webhooks.server";

const API = "https://api.stripe.com/v1";

export interface StripeStandInOptions {
  /** Where people reach this service: its page stands in for Stripe's hosted invoice. */
  publicUrl: string;
  now: () => Date;
  /** Called after a request that made an event. */
  onEvent: () => void;
}

/** Stripe as far as this service uses it. Each request is one transaction on the shared state. */
export function stripeHandlers(sql: postgres.Sql, options: StripeStandInOptions): RequestHandler[] {
  const handlers: RequestHandler[] = ROUTES.map(([method, path, answer]) =>
    http[method](`${API}${path}`, ({ request, params }) =>
      respond(sql, options, request, String(params.id ?? ""), answer),
    ),
  );
  const unknown = http.all(`${API}/*`, ({ request }) => {
    const { pathname } = new URL(request.url);
    const message = `Unrecognized request URL (${request.method}: ${pathname}).`;
    return HttpResponse.json({ error: { type: "invalid_request_error", message } }, { status: 404 });
  });
  return [...handlers, unknown];
}

async function respond(
  sql: postgres.Sql,
  options: StripeStandInOptions,
  request: Request,
  id: string,
  answer: Answer,
): Promise<HttpResponse<DefaultBodyType>> {
  const requestId = stripeId("req").slice(0, 18);
  const headers = { "Content-Type": "application/json", "Request-Id": requestId };
  const send = (status: number, body: unknown, more = {}) =>
    new HttpResponse(JSON.stringify(body), { status, headers: { ...headers, ...more } });
  try {
    const key = request.headers.get("authorization") ?? "";
    if (!/^Bearer (sk|rk)_test_/.test(key))
      throw new StripeRefusal(401, { type: "invalid_request_error", message: "Invalid API Key provided." });
    const { status, body, replayed, told } = await once(sql, options, request, { id, requestId }, answer);
    if (told) options.onEvent();
    return send(status, body, replayed ? { "Idempotent-Replayed": "true" } : {});
  } catch (error) {
    if (error instanceof StripeRefusal) return send(error.status, { error: error.error });
    const message = `The stand-in for Stripe failed: ${error instanceof Error ? error.message : String(error)}`;
    return send(500, { error: { type: "api_error", message } });
  }
}

/** Answers a request, or as the first one with its idempotency key was answered. A refusal is not remembered. */
async function once(
  sql: postgres.Sql,
  options: StripeStandInOptions,
  request: Request,
  about: { id: string; requestId: string },
  answer: Answer,
): Promise<{ status: number; body: unknown; replayed: boolean; told: boolean }> {
  const { pathname, search } = new URL(request.url);
  const form = request.method === "POST" ? await request.text() : search.slice(1);
  const key = request.method === "POST" ? request.headers.get("idempotency-key") : null;
  const print = createHash("sha256").update(`${request.method} ${pathname} ${form}`).digest("hex");
  const apiVersion = request.headers.get("stripe-version") ?? "2026-10-28.endive";
  const at = Math.floor(options.now().getTime() / 1000);
  return sql.begin(async (tx) => {
    const store = stripeStore(tx);
    if (key) {
      const first = await firstAnswer(tx, store, key, print);
      if (first !== null) return { status: 200, body: first, replayed: true, told: false };
    }
    let told = false;
    const tell = async (type: string, object: StripeObject) => {
      told = true;
      const origin = { at, apiVersion, requestId: about.requestId, idempotencyKey: key };
      await recordEvent(tx, makeEvent(type, object, origin));
    };
    const params = parseForm(form);
    const body = await answer({ store, params, id: about.id, at, publicUrl: options.publicUrl, tell });
    if (key) await store.keep("idempotency_key", idempotencyId(key), { print, body });
    return { status: 200, body, replayed: false, told };
  }) as Promise<{ status: number; body: unknown; replayed: boolean; told: boolean }>;
}

const idempotencyId = (key: string) => `idem_${createHash("sha256").update(key).digest("hex")}`;

async function firstAnswer(
  tx: postgres.TransactionSql,
  store: StripeStore,
  key: string,
  print: string,
): Promise<unknown> {
  const id = idempotencyId(key);
  const [lock] = await tx<{ mine: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${id}::text, 0)) as mine`;
  if (!lock?.mine) {
    throw new StripeRefusal(409, {
      type: "invalid_request_error",
      code: "idempotency_key_in_use",
      message: `There is currently another in-progress request using this Stripe-Idempotency-Key: ${key}.`,
    });
  }
  const first = await store.find<StripeObject & { print: string; body: unknown }>("idempotency_key", id);
  if (!first) return null;
  if (first.print === print) return first.body;
  throw new StripeRefusal(400, {
    type: "idempotency_error",
    message:
      "Keys for idempotent requests can only be used with the same parameters they were first used with. " +
      `Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}
