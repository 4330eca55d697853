import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { runOnce, type Task } from "graphile-worker";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { stripeHandlers } from "~/gateways/stand-ins/stripe.server";
import { deliverDue } from "~/gateways/stand-ins/stripe-webhooks.server";
import { makeHalfFunded, makeMarket } from "../factories/orders";
import { testDatabase, type TestDatabase } from "./test-database";

export const DAY_OF_TESTS = "2026-11-22";
/** The webhook's address of this test: it is known before the server, because the environment is read once. */
const environment = {
  SESSION_SECRET: "a secret that only the tests know, long enough",
  TODAY: DAY_OF_TESTS,
  // The stand-in for Stripe is part of demonstration mode.
  DEMO: "1",
  LOG_LEVEL: "silent",
};

export interface StripeWorld extends TestDatabase {
  publicUrl: string;
  webhookSecret: string;
  /** Runs every job of payments that is due. Answers how many ran. */
  work(): Promise<number>;
  /** Sends what the stand-in has to tell to the webhook. Answers how many events. */
  deliver(): Promise<number>;
  /** Jobs and webhooks until there is nothing left to do. */
  settle(): Promise<void>;
  /** Makes Stripe unreachable, or reachable again. */
  away(is: boolean): void;
  close(): Promise<void>;
}

/**
 * A market with its own database, the jobs of payments, the stand-in for Stripe and the real webhook route behind a real
 * HTTP server. One for each test file: the environment of a process is read once.
 */
export async function stripeWorld(): Promise<StripeWorld> {
  const test = await testDatabase();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, environment, { DATABASE_URL: test.url, PUBLIC_URL: publicUrl });
  // Only now: what these import reads the environment.
  const { jobs } = await import("~/jobs/index");
  const { action } = await import("~/routes/webhooks/stripe");
  const { database } = await import("~/platform/database.server");
  const { clock } = await import("~/platform/clock.server");
  const { stripeSettings } = await import("~/gateways/stripe-settings.server");
  serveWebhook(server, action as (args: object) => Promise<Response>);
  const { env } = await import("~/platform/env.server");
  const secret = stripeSettings(env())!.webhookSecret;
  const mocks = setupServer(
    ...stripeHandlers(test.sql, { publicUrl, now: () => clock().now(), onEvent: () => {} }),
  );
  mocks.listen({ onUnhandledRequest: "bypass" });
  await makeMarket(test.db);
  await makeHalfFunded(test.db, "FD-1", 1_000_000n);
  const names = ["send-invoice", "receive-stripe-event", "settle-stripe-invoice"];
  const world: StripeWorld = {
    ...test,
    publicUrl,
    webhookSecret: secret,
    async work() {
      let ran = 0;
      const counted =
        (task: Task): Task =>
        async (payload, helpers) => {
          ran += 1;
          await task(payload, helpers);
        };
      const taskList = Object.fromEntries(names.map((name) => [name, counted(jobs[name]!)]));
      const { Logger } = await import("graphile-worker");
      await runOnce({ connectionString: test.url, taskList, logger: new Logger(() => () => {}) });
      return ran;
    },
    deliver: () => deliverDue(test.sql, { url: `${publicUrl}/webhooks/stripe`, secret }),
    async settle() {
      for (let round = 0; round < 20; round += 1) {
        const ran = await world.work();
        if (ran + (await world.deliver()) === 0) return;
      }
      throw new Error("the payments never came to rest");
    },
    away: (is) =>
      is
        ? mocks.use(http.all("https://api.stripe.com/*", () => HttpResponse.error()))
        : mocks.resetHandlers(),
    async close() {
      mocks.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database().close();
    },
  };
  return world;
}

function serveWebhook(server: Server, action: (args: object) => Promise<Response>): void {
  server.on("request", async (incoming: IncomingMessage, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
      method: "POST",
      headers: incoming.headers as Record<string, string>,
      body: Buffer.concat(chunks),
    });
    const response = await action({ request, context: { requestId: "test" }, params: {} });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
  });
}
