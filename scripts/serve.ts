import { existsSync } from "node:fs";
import type { Server } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { createRequestHandler, type GetLoadContextFunction } from "@remix-run/express";
import compression from "compression";
import express, { type Express } from "express";
import { startStandIns } from "../app/gateways/stand-ins/stand-ins.server";
import { clock } from "../app/platform/clock.server";
import { database } from "../app/platform/database.server";
import { env } from "../app/platform/env.server";
import { log } from "../app/platform/log.server";
import { envToServe } from "./demonstration";
import { healthCheck } from "./health";
import { outflow } from "./outflow";
import { onStop } from "./processes";
import { requestId, requestLog } from "./request-log";
import { securityHeaders } from "./security-headers";
import { stopOnFailure } from "./start-error";

/*
 * The web server: headers, logging, health and static files; everything else is Remix. Run by scripts/start.mjs, or by
 * hand with DATABASE_URL set: node build/serve.js
 */

const root = path.resolve(import.meta.dirname, "..");
const development = process.argv.includes("--dev");
const YEAR = "365d";

const loadContext: GetLoadContextFunction = (request, response) => ({
  requestId: response.locals.requestId as string,
  cspNonce: response.locals.nonce as string,
  clientAddress: request.ip ?? "",
  drained: response.locals.drained as () => Promise<void>,
});

async function main(): Promise<void> {
  const { DATABASE_URL, PORT, TRUST_PROXY } = await envToServe();
  const stopStandIns = startStandIns(database().sql, env(), clock().now);
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", trustedProxies(TRUST_PROXY));
  const health = healthCheck(DATABASE_URL, () => clock().today());
  app.use(requestId);
  app.get("/healthz", health.handler);
  app.use(securityHeaders(env(), development));
  app.use(compression());
  app.use(outflow);
  const closePages = development ? await developmentPages(app) : await builtPages(app);
  const server = listen(app, PORT);
  onStop(async () => {
    await closeServer(server);
    stopStandIns();
    await closePages();
    await Promise.all([health.close(), database().close()]);
  });
}

/** TRUST_PROXY is a number of hops or a list of addresses; 0 trusts nobody. */
function trustedProxies(value: string): number | string[] | false {
  if (/^\d+$/.test(value)) return Number(value) || false;
  return value.split(",").map((address) => address.trim());
}

async function builtPages(app: Express): Promise<() => Promise<void>> {
  const client = path.join(root, "build", "client");
  const file = path.join(root, "build", "server", "index.js");
  if (!existsSync(file))
    throw new Error("There is no build yet: run npm run build, or npm start, which does it");
  // The names of built files carry a hash of their content, so a browser may keep them for good.
  app.use(
    "/assets",
    express.static(path.join(client, "assets"), { immutable: true, maxAge: YEAR, fallthrough: false }),
  );
  app.use(express.static(client, { maxAge: "1h", index: false }));
  app.use(requestLog);
  const build = (await import(pathToFileURL(file).href)) as ServerBuild;
  app.all("*", createRequestHandler({ build, getLoadContext: loadContext, mode: "production" }));
  return async () => {};
}

async function developmentPages(app: Express): Promise<() => Promise<void>> {
  const { createServer } = await import("vite");
  const vite = await createServer({
    root,
    configFile: path.join(root, "remix.config.js"),
    server: { middlewareMode: true },
    appType: "custom",
  });
  app.use(vite.middlewares);
  app.use(requestLog);
  const build = () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>;
  app.all("*", createRequestHandler({ build, getLoadContext: loadContext, mode: "development" }));
  return () => vite.close();
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
