import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { Request, RequestHandler, Response } from "express";

/*
 * Request bodies are read and counted here, before anything else looks at them. Whatever Content-Length says or
 * leaves out, and however slowly chunks come, no more than the limit is ever kept.
 */

/** After a refusal so much of the rest is read and thrown away, for so long: most clients read no answer before. */
const DRAIN_BYTES = 64 * 1024 * 1024;
const DRAIN_MS = 15_000;

export type BodyRead =
  | { outcome: "whole"; body: Buffer }
  | { outcome: "too-large" }
  | { outcome: "broken-off" };

/** True when the request says that a body follows (RFC 9112, section 6.3). */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** Reads a body of at most `limit` bytes. It stops at the first byte beyond, or at once when more is announced. */
export function readBody(request: IncomingMessage, limit: number): Promise<BodyRead> {
  if (Number(request.headers["content-length"] ?? 0) > limit)
    return Promise.resolve({ outcome: "too-large" });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const done = (read: BodyRead) => {
      request.off("data", take).off("end", whole).off("error", brokenOff).off("close", brokenOff);
      resolve(read);
    };
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limit) return void chunks.push(chunk);
      request.pause();
      done({ outcome: "too-large" });
    };
    const whole = () => done({ outcome: "whole", body: Buffer.concat(chunks) });
    const brokenOff = () => done({ outcome: "broken-off" });
    request.on("data", take).on("end", whole).on("error", brokenOff).on("close", brokenOff);
  });
}

/**
 * Lets a client whose body was refused finish sending within bounds, so that it comes to read the answer instead of
 * finding its connection reset; then the connection may be used again. One that goes on and on is cut off.
 */
export function drainRest(
  request: IncomingMessage,
  { bytes = DRAIN_BYTES, ms = DRAIN_MS }: { bytes?: number; ms?: number } = {},
): void {
  if (request.complete && request.readableEnded) return;
  const { socket } = request;
  const cutOff = () => socket.destroy();
  const timer = setTimeout(cutOff, ms);
  let drained = 0;
  request.on("data", (chunk: Buffer) => {
    drained += chunk.length;
    if (drained > bytes) cutOff();
  });
  request.on("error", () => {});
  request.on("close", () => clearTimeout(timer));
  request.on("end", () => clearTimeout(timer));
  request.resume();
}

/**
 * Middleware that reads the body of every request, up to `limitOf` it, and keeps it for `withReadBody`. One that is too
 * long goes to `refuse`, and nothing behind sees it.
 */
export function boundedBody(limitOf: (request: Request) => number, refuse: RequestHandler): RequestHandler {
  return async (request, response, next) => {
    if (!hasBody(request)) return next();
    const limit = limitOf(request);
    const announced = Number(request.headers["content-length"] ?? 0);
    // Only those who wait to be asked send "Expect"; one who announces too much is not asked at all.
    if (request.headers.expect !== undefined && announced <= limit) response.writeContinue();
    const read = await readBody(request, limit);
    if (read.outcome === "broken-off") return void response.destroy();
    if (read.outcome === "whole") {
      response.locals.body = read.body;
      return next();
    }
    drainRest(request);
    return refuse(request, response, next);
  };
}

/** The request as it is, with the body that `boundedBody` has read as the stream that a handler reads. */
export function withReadBody(request: Request, response: Response): Request {
  const body = response.locals.body as Buffer | undefined;
  return body ? overlaid(request, Readable.from([body], { objectMode: false })) : request;
}

/** The request as if somebody had asked for the page at `path` of the same site. */
export function askingFor(request: Request, path: string): Request {
  return overlaid(request, { method: "GET", url: path, originalUrl: path });
}

/** An object that answers with the members of `above` where it has them, and else with those of `below`. */
function overlaid(below: Request, above: object): Request {
  return new Proxy(below, {
    get(target, name) {
      const owner = name in above && !(name in Object.prototype) ? above : target;
      const member: unknown = Reflect.get(owner, name, owner);
      return typeof member === "function" ? (member.bind(owner) as unknown) : member;
    },
  });
}
