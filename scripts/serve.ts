import type { Server } from "node:http";
import compression from "compression";
import express, { type Express } from "express";
import { dayOf } from "../app/domain/shared/day";
import { startStandIns } from "../app/gateways/stand-ins/stand-ins.server";
import { clock } from "../app/platform/clock.server";
import { database } from "../app/platform/database.server";
import { env } from "../app/platform/env.server";
import { log } from "../app/platform/log.server";
import { envToServe } from "./demonstration";
import { healthCheck } from "./health";
import { outflow } from "./outflow";
import { builtPages, developmentPages } from "./page-handlers";
import { onStop } from "./processes";
import { boundBodies, lastResort } from "./refusals";
import { requestId, requestLog } from "./request-log";
import { securityHeaders } from "./security-headers";
import { stopOnFailure } from "./start-error";

/*
 * The web server: headers, bodies within bounds, logging, health and static files; everything else is Remix. Run by
 * scripts/start.mjs, or by hand with DATABASE_URL set: node build/serve.js
 */

const development = process.argv.includes("--dev");

async function main(): Promise<void> {
  const { DATABASE_URL, PORT, TRUST_PROXY } = await envToServe();
  const stopStandIns = startStandIns(database().sql, env(), clock().now);
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", trustedProxies(TRUST_PROXY));
  const health = healthCheck(DATABASE_URL, () => dayOf(clock().now()));
  const pages = development ? await developmentPages() : await builtPages();
  app.use(requestId);
  app.use(securityHeaders(env(), development));
  app.use(compression());
  app.use(outflow);
  app.use(boundBodies(pages.page));
  app.get("/healthz", health.handler);
  for (const files of pages.files) app.use(files);
  app.use(requestLog);
  // Not by a pattern: Express would decode the path for it, and answer a malformed one itself.
  app.use(pages.page);
  app.use(lastResort);
  const server = listen(app, PORT);
  onStop(async () => {
    await closeServer(server);
    stopStandIns();
    await pages.close();
    await Promise.all([health.close(), database().close()]);
  });
}

/** TRUST_PROXY is a number of hops or a list of addresses; 0 trusts nobody. */
function trustedProxies(value: string): number | string[] | false {
  if (/^\d+$/.test(value)) return Number(value) || false;
  return value.split(",").map((address) => address.trim());
}

function listen(app: Express, port: number): Server {
  const server = app.listen(port, () => {
    const address = server.address();
    const actual = typeof address === "object" && address ? address.port : port;
    log().info({ port: actual }, "serving");
    process.send?.({ ready: "server", port: actual });
  });
  server.on("error", (error: NodeJS.ErrnoException) => {
    const taken = error.code === "EADDRINUSE";
    console.error(
      taken ? `PORT: ${port} is in use by another program. Set PORT to a free one.` : error.message,
    );
    process.exit(1);
  });
  // Who asks first whether to send a body is told once its length is known to be welcome: see bounded-body.
  server.on("checkContinue", app);
  // Longer than the idle time of the usual proxies (60 s), which would otherwise send into a closed connection.
  server.keepAliveTimeout = 65_000;
  return server;
}

/** Answers what has begun, takes nothing new, and does not wait for idle browsers. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5000).unref();
  });
}

// An error that nobody caught must not end the service for everybody else; the log says where it came from.
process.on("unhandledRejection", (error) => log().error({ err: error }, "unhandled rejection"));

await stopOnFailure(main);
