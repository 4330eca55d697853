import { fork, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort } from "../ports";

/*
 * The yardstick of the bench: a Remix application of the same versions that has a root and one page with a table of 20
 * rows, built and served as ours is (Express, compression, helmet, production mode). It holds nothing of ours, so that no
 * cost of ours can hide in it. It is made anew for each run in a folder that is removed afterwards.
 */

const project = path.resolve(import.meta.dirname, "../..");
const ROWS = 20;

const FILES: Record<string, string> = {
  "package.json": JSON.stringify({
    name: "bare",
    private: true,
    type: "module",
    sideEffects: false,
    // Remix looks here for the server that it builds for; what is installed are the project's own versions.
    dependencies: { "@remix-run/node": "*", "@remix-run/react": "*", react: "*", "react-dom": "*" },
  }),
  "vite.config.js": `
import { vitePlugin as remix } from "@remix-run/dev";
const config = {
  logLevel: "warn",
  plugins: [remix({ future: { v3_fetcherPersist: true, v3_lazyRouteDiscovery: true, v3_relativeSplatPath: true,
    v3_singleFetch: true, v3_throwAbortReason: true } })],
};
export { config as default };`,
  "app/root.jsx": `
import { Links, Meta, Outlet, Scripts } from "@remix-run/react";
export { Root as default };
function Root() {
  return (
    <html lang="en">
      <head><meta charSet="utf-8" /><Meta /><Links /></head>
      <body><main><Outlet /></main><Scripts /></body>
    </html>
  );
}`,
  // The usual one of Remix without its look at robots, which would ask for one more package.
  "app/entry.server.jsx": `
import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
export { handleRequest as default };
function handleRequest(request, status, headers, context) {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      onShellReady() {
        const body = new PassThrough();
        headers.set("Content-Type", "text/html");
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
        pipe(body);
      },
      onShellError: reject,
    });
  });
}`,
  "app/routes/_index.jsx": `
import { useLoaderData } from "@remix-run/react";
export const meta = () => [{ title: "Twenty rows" }];
export const loader = () => ({
  rows: Array.from({ length: ${ROWS} }, (_, at) => ({ id: at + 1, name: "Row " + (at + 1), sum: (at + 1) * 125 })),
});
export { Index as default };
function Index() {
  const { rows } = useLoaderData();
  return (
    <table>
      <caption>Twenty rows</caption>
      <thead><tr><th scope="col">Number</th><th scope="col">Name</th><th scope="col">Sum</th></tr></thead>
      <tbody>
        {rows.map((row) => <tr key={row.id}><td>{row.id}</td><td>{row.name}</td><td>{row.sum}</td></tr>)}
      </tbody>
    </table>
  );
}`,
  "server.js": `
import compression from "compression";
import express from "express";
import helmet from "helmet";
import { createRequestHandler } from "@remix-run/express";
import * as build from "./build/server/index.js";
const app = express();
app.disable("x-powered-by");
app.use(helmet({ contentSecurityPolicy: { useDefaults: true, directives: { scriptSrc: ["'self'", "'unsafe-inline'"] } } }));
app.use(compression());
app.use(createRequestHandler({ build, mode: "production" }));
app.listen(Number(process.env.PORT), "127.0.0.1", () => process.send("ready"));`,
};

/** The bare application while it runs. */
export interface BareApp {
  /** Fetches its page whole. Throws unless it answers 200. */
  get(): Promise<void>;
  stop(): Promise<void>;
}

/** Makes, builds and starts the bare application. Throws with the build's words where it cannot be built. */
export async function startBareApp(): Promise<BareApp> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bare-remix-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text.trimStart());
    }
    symlinkSync(path.join(project, "node_modules"), path.join(folder, "node_modules"), "dir");
    const remix = path.join(project, "node_modules", "@remix-run", "dev", "dist", "cli.js");
    const built = spawnSync(process.execPath, [remix, "vite:build"], { cwd: folder, encoding: "utf8" });
    if (built.status !== 0)
      throw new Error(`The bare application was not built: ${built.stderr || built.stdout}`);
    const port = await freePort();
    const child = fork(path.join(folder, "server.js"), {
      cwd: folder,
      env: { ...process.env, NODE_ENV: "production", PORT: String(port) },
    });
    await new Promise<void>((resolve, reject) => {
      child.once("message", () => resolve());
      child.once("exit", (code) => reject(new Error(`the bare application ended with code ${code}`)));
    });
    return {
      async get() {
        const answer = await fetch(`http://127.0.0.1:${port}/`);
        const text = await answer.text();
        if (answer.status !== 200 || !text.includes("Row 20")) throw new Error("the bare page is not whole");
      },
      async stop() {
        const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
        child.kill();
        await ended;
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
