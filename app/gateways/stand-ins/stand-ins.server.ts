import { setupServer } from "msw/node";
import type { RequestHandler } from "msw";
import type postgres from "postgres";
import { stripeSettings } from "../stripe-settings.server";
import { notifyHandlers } from "./notify.server";
import { stripeHandlers } from "./stripe.server";
import { startDeliveries } from "./stripe-webhooks.server";

/** What the stand-ins need to know of the configuration; app/platform/env.server's Env has it. */
export interface StandInOptions {
  NOTIFY_API_KEY?: string;
  STRIPE_SECRET_KEY?: string;
  STRIPE_WEBHOOK_SECRET?: string;
  SESSION_SECRET: string;
  MAIL_DIR: string;
  PUBLIC_URL: string;
}

/**
 * Starts the stand-ins for third parties without a key: the same in development, demonstration and tests. They answer
 * the requests of this process before those leave it, and keep what they know in the table stand_in_object, so that the
 * server and the worker see one Notify and one Stripe. Everything else goes out as it is. Answers how to stop them.
 * `now` is the clock of the process; the times in Stripe's objects come from it.
 */
export function startStandIns(
  sql: postgres.Sql,
  options: StandInOptions,
  now: () => Date = () => new Date(),
): () => void {
  const handlers: RequestHandler[] = [];
  const stops: (() => void)[] = [];
  if (!options.NOTIFY_API_KEY) handlers.push(...notifyHandlers(sql, { mailFolder: options.MAIL_DIR }));
  if (!options.STRIPE_SECRET_KEY) {
    const { webhookSecret: secret } = stripeSettings(options);
    const deliveries = startDeliveries(sql, { url: `${options.PUBLIC_URL}/webhooks/stripe`, secret });
    stops.push(deliveries.stop);
    handlers.push(...stripeHandlers(sql, { publicUrl: options.PUBLIC_URL, now, onEvent: deliveries.kick }));
  }
  if (handlers.length === 0) return () => {};
  const server = setupServer(...handlers);
  server.listen({ onUnhandledRequest: "bypass" });
  return () => {
    for (const stop of stops) stop();
    server.close();
  };
}
