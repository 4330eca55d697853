import { createHmac } from "node:crypto";
import type postgres from "postgres";
import { stripeStore, type StripeObject } from "./stripe-store.server";

export interface WebhookOptions {
  /** Where events are sent, for example http://localhost:3000/webhooks/stripe. */
  url: string;
  secret: string;
}

interface Delivery {
  event: StripeObject;
  attempts: number;
  /** Not before this instant, in milliseconds since 1970. */
  nextAt: number;
}

/** The events that the webhook of this service is set up for. */
const WANTED =
  /^(invoice\.(finalized|sent|paid|payment_succeeded|voided|marked_uncollectible)|account\.updated)$/;
/** Waits between attempts, in seconds; after the last one Stripe gives up, too (it waits for days, though). */
const WAITS = [1, 2, 4, 8, 15, 30, 60, 120, 300, 600, 1800, 3600];
const LOOK_AGAIN_MS = 2000;

/** The Stripe-Signature header of a payload at an instant. */
export function stripeSignature(payload: string, secret: string, at: Date): string {
  const timestamp = Math.floor(at.getTime() / 1000);
  const signature = createHmac("sha256", secret).update(`${timestamp}.${payload}`).digest("hex");
  return `t=${timestamp},v1=${signature}`;
}

/** Notes an event and, when the webhook wants it, that it is to be delivered; both in the request's transaction. */
export async function recordEvent(sql: postgres.TransactionSql, event: StripeObject): Promise<void> {
  const store = stripeStore(sql);
  await store.save(event);
  if (!WANTED.test(String(event.type))) return;
  const delivery: Delivery = { event, attempts: 0, nextAt: 0 };
  await store.keep("delivery", event.id.replace(/^evt_/, "whd_"), delivery);
}

/** Delivers one event that is due. Answers false when there is none. A process that dies in between leaves it due. */
async function deliverOne(sql: postgres.Sql, options: WebhookOptions): Promise<boolean> {
  return sql.begin(async (tx) => {
    const [due] = await tx<{ id: string; body: string }[]>`
      select id, body::text as body from stand_in_object
      where service = 'stripe' and kind = 'delivery' and (body->>'nextAt')::bigint <= ${Date.now()}::bigint
      order by sequence limit 1 for update skip locked`;
    if (!due) return false;
    const delivery = JSON.parse(due.body) as Delivery;
    const wait = WAITS[delivery.attempts];
    if ((await post(delivery.event, options)) || wait === undefined) await stripeStore(tx).remove(due.id);
    else {
      const later = { ...delivery, attempts: delivery.attempts + 1, nextAt: Date.now() + wait * 1000 };
      await stripeStore(tx).keep("delivery", due.id, later);
    }
    return true;
  }) as Promise<boolean>;
}

async function post(event: StripeObject, { url, secret }: WebhookOptions): Promise<boolean> {
  const body = JSON.stringify(event, null, 2);
  const headers = {
    "Content-Type": "application/json; charset=utf-8",
    "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    "Stripe-Signature": stripeSignature(body, secret, new Date()),
  };
  try {
    const signal = AbortSignal.timeout(10_000);
    return (await fetch(url, { method: "POST", headers, body, signal })).ok;
  } catch {
    return false;
  }
}

/** Delivers everything that is due now. For tests; a running service does so by itself. */
export async function deliverDue(sql: postgres.Sql, options: WebhookOptions): Promise<number> {
  let delivered = 0;
  while (await deliverOne(sql, options)) delivered += 1;
  return delivered;
}

/** Delivers events as they come until it is stopped; `kick` spares the wait after one was made. */
export function startDeliveries(sql: postgres.Sql, options: WebhookOptions): { kick(): void; stop(): void } {
  let busy = false;
  let stopped = false;
  const look = async () => {
    if (busy || stopped) return;
    busy = true;
    try {
      while (!stopped && (await deliverOne(sql, options)));
    } catch {
      // The database is away or closing; the next look finds what is due.
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_AGAIN_MS);
  timer.unref();
  return {
    kick: () => void setTimeout(() => void look(), 10).unref(),
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}
