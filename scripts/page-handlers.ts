import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { createRequestHandler, type GetLoadContextFunction } from "@remix-run/express";
import express, { type RequestHandler } from "express";
import { AddressTable, pagePathOf } from "./address-table";
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
/** Where a hydrated page asks which routes there are. */
const MANIFEST = "/__manifest";

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
  return { files: [assets, others], page: narrowPages(build), close: async () => {} };
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

function pageBy(build: ServerBuild | (() => Promise<ServerBuild>), mode: string): RequestHandler {
  const handler = createRequestHandler({ build, getLoadContext: loadContext, mode });
  return (request, response, next) => handler(withReadBody(request, response), response, next);
}

/** More neighbourhoods than the address book has; a request beyond them is answered by the whole build. */
const MOST_HANDLERS = 1_000;

/**
 * Answers each request by a build of the few routes around its address, made when it is first asked for: Remix flattens,
 * ranks and compiles all routes of its build several times for each request, so that a page would pay for all others.
 * Who asks about routes (the manifest that a hydrated page discovers) asks the whole build.
 */
function narrowPages(build: ServerBuild): RequestHandler {
  const { root: top, ...routes } = build.routes;
  const table = new AddressTable(Object.values(routes).map((route) => route!));
  const whole = pageBy(build, "production");
  const handlers = new Map<string, RequestHandler>();
  const partOf = <Part>(all: Record<string, Part>, ids: Set<string>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => id === top!.id || ids.has(id)));
  const handlerFor = (path: string | null): RequestHandler => {
    if (path === null || path === MANIFEST) return whole;
    const ids = table.around(path);
    const key = [...ids].toSorted().join(" ");
    const known = handlers.get(key);
    if (known || handlers.size >= MOST_HANDLERS) return known ?? whole;
    const assets = { ...build.assets, routes: partOf(build.assets.routes, ids) };
    const made = pageBy({ ...build, routes: partOf(build.routes, ids), assets }, "production");
    handlers.set(key, made);
    return made;
  };
  return (request, response, next) => {
    handlerFor(pagePathOf(request.originalUrl))(request, response, next);
  };
}
