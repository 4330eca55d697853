import { randomBytes, randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { log } from "../app/platform/log.server";
import { pathForLog } from "../app/platform/log-words";
import { withRequestContext } from "../app/platform/request-context.server";

const SANE_ID = /^[\w-]{8,64}$/;

/**
 * Gives each request its id: the one that a trusted proxy sent, when it is sane, else a new one. It goes into the
 * request as the app sees it, the answer's header and every line logged meanwhile.
 */
export const requestId: RequestHandler = (request, response, next) => {
  const trusts = request.app.get("trust proxy fn") as (address: string | undefined, hop: number) => boolean;
  const given = request.get("x-request-id") ?? "";
  const id = trusts(request.socket.remoteAddress, 0) && SANE_ID.test(given) ? given : randomUUID();
  request.headers["x-request-id"] = id;
  response.setHeader("x-request-id", id);
  response.locals.requestId = id;
  response.locals.nonce = randomBytes(16).toString("base64");
  withRequestContext({ requestId: id }, next);
};

/** One line per answered request. */
export const requestLog: RequestHandler = (request, response, next) => {
  const started = performance.now();
  const { requestId: id } = response.locals;
  response.on("close", () => {
    const line = {
      requestId: id as string,
      method: request.method,
      path: pathForLog(request.originalUrl),
      status: response.statusCode,
      ms: Math.round(performance.now() - started),
      ...(response.writableFinished ? {} : { aborted: true }),
    };
    if (response.statusCode >= 500) log().error(line, "request");
    else log().info(line, "request");
  });
  next();
};
