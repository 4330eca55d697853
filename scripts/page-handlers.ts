import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { createRequestHandler, type GetLoadContextFunction } from "@remix-run/express";
import express, { type RequestHandler } from "express";
import { withReadBody } from "./bounded-body";

/** What serves the pages of the service. */
export interface PageHandlers {
  /** Answers for files; asks on for everything else. */
  files: RequestHandler[];
  /** Answers every request, by Remix. */
  page: RequestHandler;
  close(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, "..");
const YEAR = "365d";

const loadContext: GetLoadContextFunction = (request, response) => ({
  requestId: response.locals.requestId as string,
  cspNonce: response.locals.nonce as string,
  clientAddress: request.ip ?? "",
  drained: response.locals.drained as () => Promise<void>,
});

/** The built application. */
export async function builtPages(): Promise<PageHandlers> {
  const client = path.join(root, "build", "client");
  const file = path.join(root, "build", "server", "index.js");
  if (!existsSync(file))
    throw new Error("There is no build yet: run npm run build, or npm start, which does it");
  // The names of built files carry a hash of their content, so a browser may keep them for good.
  const assets = express
    .Router()
    .use(
      "/assets",
      express.static(path.join(client, "assets"), { immutable: true, maxAge: YEAR, fallthrough: false }),
    );
  const others = express.static(client, { maxAge: "1h", index: false });
  const build = (await import(pathToFileURL(file).href)) as ServerBuild;
  return { files: [assets, others], page: pageBy(() => build, "production"), close: async () => {} };
}

/** The sources, built when they are asked for, with hot reload. */
export async function developmentPages(): Promise<PageHandlers> {
  const { createServer } = await import("vite");
  const vite = await createServer({
    root,
    configFile: path.join(root, "remix.config.js"),
    server: { middlewareMode: true },
    appType: "custom",
  });
  const build = () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>;
  return { files: [vite.middlewares], page: pageBy(build, "development"), close: () => vite.close() };
}

function pageBy(build: () => ServerBuild | Promise<ServerBuild>, mode: string): RequestHandler {
  const given = mode === "production" ? (build() as ServerBuild) : (build as () => Promise<ServerBuild>);
  const handler = createRequestHandler({ build: given, getLoadContext: loadContext, mode });
  return (request, response, next) => handler(withReadBody(request, response), response, next);
}
