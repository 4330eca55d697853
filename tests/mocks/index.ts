import { setupServer } from "msw/node";
import type { RequestHandler } from "msw";
import type postgres from "postgres";
import { notifyHandlers } from "./notify";

/** What the stand-ins need to know of the configuration; app/platform/env.server's Env has it. */
export interface StandInOptions {
  NOTIFY_API_KEY?: string;
  STRIPE_SECRET_KEY?: string;
  MAIL_DIR: string;
  PUBLIC_URL: string;
}

/**
 * The stand-ins for third parties without a key: the same in development, demonstration and tests. They answer the
 * requests of this process before those leave it, and keep what they know in the table stand_in_object, so that the
 * server and the worker see one Notify and one Stripe.
 */
export function standInHandlers(sql: postgres.Sql, options: StandInOptions): RequestHandler[] {
  const handlers: RequestHandler[] = [];
  if (!options.NOTIFY_API_KEY) handlers.push(...notifyHandlers(sql, { mailFolder: options.MAIL_DIR }));
  return handlers;
}

/** Starts the stand-ins in this process. Everything else goes out as it is. Answers how to stop them. */
export function startStandIns(sql: postgres.Sql, options: StandInOptions): () => void {
  const handlers = standInHandlers(sql, options);
  if (handlers.length === 0) return () => {};
  const server = setupServer(...handlers);
  server.listen({ onUnhandledRequest: "bypass" });
  return () => server.close();
}
