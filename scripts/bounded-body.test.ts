import { request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import express, { type RequestHandler } from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askingFor, boundedBody, drainRest, withReadBody } from "./bounded-body";

const LIMIT = 1000;
const seen: string[] = [];
let server: Server;
let port: number;

/** What stands behind: reads the body as a stream, as Remix does. */
const behind: RequestHandler = async (request, response) => {
  const asked = withReadBody(request, response);
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  seen.push(`${asked.method} ${asked.originalUrl} ${body.length} ${asked.get("host") === undefined}`);
  response.send(body);
};
const refuse: RequestHandler = (request, response) => {
  const page = askingFor(request, "/too-large");
  response.status(413).send(`${page.method} ${page.originalUrl} instead of ${request.originalUrl}`);
};

beforeAll(async () => {
  const app = express();
  app.use(boundedBody(() => LIMIT, refuse));
  app.use(behind);
  server = app.listen(0);
  server.on("checkContinue", app);
  await new Promise((resolve) => server.once("listening", resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Speaks HTTP by hand: writes the parts, one after the other, and answers all that came back until it closes. */
function raw(parts: string[], { endAfterMs = 1500 } = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let said = "";
    socket.on("data", (chunk) => (said += String(chunk)));
    socket.on("error", () => {});
    socket.on("close", () => resolve(said));
    void (async () => {
      for (const part of parts) {
        socket.write(part);
        await new Promise((go) => setTimeout(go, 10));
      }
      setTimeout(() => socket.destroy(), endAfterMs).unref();
    })();
  });
}
const head = (...lines: string[]) => ["POST /form HTTP/1.1", "Host: x", ...lines, "", ""].join("\r\n");
const chunk = (length: number) => `${length.toString(16)}\r\n${"x".repeat(length)}\r\n`;
const statusesOf = (said: string) =>
  [...said.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));

function send(body: Buffer, headers: IncomingHttpHeaders): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port, path: "/form?a=b", method: "POST", headers }, (answer) => {
      let text = "";
      answer.on("data", (part) => (text += String(part)));
      answer.on("end", () => resolve({ status: answer.statusCode!, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

describe("a body within its limit", () => {
  it.each([
    ["with its length", { "content-length": String(LIMIT) }],
    ["in chunks", { "transfer-encoding": "chunked" }],
  ])("is read whole, %s", async (_name, headers) => {
    expect(await send(Buffer.alloc(LIMIT, "y"), headers)).toEqual({ status: 200, text: "y".repeat(LIMIT) });
    expect(seen.at(-1)).toBe(`POST /form?a=b ${LIMIT} false`);
  });

  it("may be empty, or missing", async () => {
    expect((await send(Buffer.alloc(0), { "transfer-encoding": "chunked" })).status).toBe(200);
    expect((await send(Buffer.alloc(0), { "content-length": "0" })).status).toBe(200);
  });

  it("is asked for when the client waits to be asked", async () => {
    const said = await raw([head("Content-Length: 2", "Expect: 100-continue"), "ok"]);
    expect(statusesOf(said)).toEqual([100, 200]);
  });
});

describe("a body beyond its limit", () => {
  it.each([
    ["with its length", { "content-length": String(LIMIT + 1) }],
    ["in chunks", { "transfer-encoding": "chunked" }],
  ])("is refused, %s, and nothing behind sees it", async (_name, headers) => {
    const before = seen.length;
    const answer = await send(Buffer.alloc(LIMIT + 1), headers);
    expect(answer).toEqual({ status: 413, text: "GET /too-large instead of /form?a=b" });
    expect(seen).toHaveLength(before);
  });

  it("is refused at the first byte too many, without waiting for an end", async () => {
    const said = await raw([head("Transfer-Encoding: chunked"), chunk(600), chunk(600)]);
    expect(statusesOf(said)).toEqual([413]);
  });

  it("is refused as announced, before any of it has come, and is not asked for", async () => {
    expect(statusesOf(await raw([head("Content-Length: 999999999999")]))).toEqual([413]);
    const asked = await raw([head("Content-Length: 5000", "Expect: 100-continue")]);
    expect(statusesOf(asked)).toEqual([413]);
  });

  it("leaves the connection usable when the client sends the rest", async () => {
    const rest = Array.from({ length: 20 }, () => chunk(1000));
    const next = head("Content-Length: 2").concat("ok");
    const said = await raw([head("Transfer-Encoding: chunked"), ...rest, "0\r\n\r\n", next]);
    expect(statusesOf(said)).toEqual([413, 200]);
  });

  it("of a length that lies is never read as more than it says, nor the rest as a request", async () => {
    const before = seen.length;
    const said = await raw([head("Content-Length: 2").concat("ok", "x".repeat(5000))]);
    expect(statusesOf(said).at(-1)).toBe(400);
    expect(seen.slice(before).every((line) => line.startsWith("POST /form 2 "))).toBe(true);
    const both = await raw([head("Content-Length: 2", "Transfer-Encoding: chunked"), chunk(2), "0\r\n\r\n"]);
    expect(statusesOf(both)).toEqual([400]);
  });
});

describe("a client that never ends", () => {
  const cutOff = (limits: { bytes?: number; ms?: number }, parts: string[]) =>
    new Promise<number>((resolve) => {
      const app = express();
      app.use((request, response) => {
        drainRest(request, limits);
        response.status(413).send("too much");
      });
      const own = app.listen(0, () => {
        const started = performance.now();
        const socket = connect((own.address() as AddressInfo).port, "127.0.0.1");
        socket.on("error", () => {});
        socket.on("close", () => {
          own.close();
          resolve(performance.now() - started);
        });
        for (const part of parts) socket.write(part);
        socket.resume();
      });
    });

  it("is cut off after so many bytes", async () => {
    const parts = [head("Transfer-Encoding: chunked"), ...Array.from({ length: 50 }, () => chunk(1000))];
    expect(await cutOff({ bytes: 20_000, ms: 60_000 }, parts)).toBeLessThan(30_000);
  });

  it("is cut off after so long", async () => {
    expect(await cutOff({ ms: 200 }, [head("Content-Length: 10"), "x"])).toBeGreaterThanOrEqual(150);
  });
});
