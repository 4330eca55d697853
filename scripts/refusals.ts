import type { ErrorRequestHandler, RequestHandler } from "express";
import { log } from "../app/platform/log.server";
import { bodyLimit, bodyTooLarge, isMachineAddress } from "../app/web/body-limits";
import { problemJson } from "../app/web/problem-response";
import { askingFor, boundedBody } from "./bounded-body";
import { requestLog } from "./request-log";

/** Reads each request's body up to its limit; a longer one gets 413 as a page, or as problem+json for programs. */
export function boundBodies(page: RequestHandler): RequestHandler {
  return boundedBody(
    (request) => bodyLimit(request.path, request.headers["content-type"]),
    (request, response, next) => {
      const tooLarge: RequestHandler = isMachineAddress(request.path)
        ? (_request, answer) => void sendProblem(answer)
        : (asked, answer) => page(askingFor(asked, "/too-large"), answer, next);
      requestLog(request, response, () => tooLarge(request, response, next));
    },
  );
}

async function sendProblem(response: Parameters<RequestHandler>[1]): Promise<void> {
  const { status, headers, body } = problemJson(bodyTooLarge(true), response.locals.requestId as string);
  for (const [name, value] of headers) response.setHeader(name, value);
  response.status(status).end(await new Response(body).text());
}

/** The last words, when not even Remix was reached: a request that is none, or a fault. */
export const lastResort: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  const status = statusOf(error);
  if (status >= 500) log().error({ err: error, path: request.path }, "unexpected error");
  const words = status >= 500 ? "Sorry, there is a problem with the service." : WORDS[status];
  const reference = `Reference: ${String(response.locals.requestId)}`;
  response
    .status(status)
    .type("text/plain")
    .send(`${words ?? "We could not understand this request."}\n${reference}\n`);
};

const WORDS: Record<number, string> = { 404: "There is nothing at this address." };

function statusOf(error: unknown): number {
  const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown };
  // The address or the Host header makes no URL.
  if (code === "ERR_INVALID_URL") return 400;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}
