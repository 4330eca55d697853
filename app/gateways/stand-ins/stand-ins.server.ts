import { setupServer } from "msw/node";
import type { RequestHandler } from "msw";
import type postgres from "postgres";
import type { Env } from "~/platform/env.server";
import { stripeSettings } from "../stripe-settings.server";
import { notifyHandlers } from "./notify.server";
import { stripeHandlers } from "./stripe.server";
import { startDeliveries } from "./stripe-webhooks.server";

/** What the stand-ins need to know of the configuration. */
export type StandInOptions = Pick<
  Env,
  | "PAYMENTS"
  | "EMAIL"
  | "STRIPE_SECRET_KEY"
  | "STRIPE_WEBHOOK_SECRET"
  | "SESSION_SECRET"
  | "MAIL_DIR"
  | "PUBLIC_URL"
>;

/**
 * Starts the stand-ins that the configuration asks for: Stripe's in demonstration mode only, where no money is real. They answer
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
  if (options.EMAIL === "file") handlers.push(...notifyHandlers(sql, { mailFolder: options.MAIL_DIR }));
  const stripe = stripeSettings(options);
  if (stripe?.standIn) {
    const secret = stripe.webhookSecret;
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
