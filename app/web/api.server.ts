import type { LoaderFunctionArgs } from "@remix-run/node";
import type { z } from "zod";
import type { Db } from "~db";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { database } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import { consume } from "~/platform/rate-limit.server";
import { parseParams, parseQuery, type Output } from "./parse.server";
import { problemJson, unexpectedJson } from "./problem-response";
import { problemOf } from "./refusals.server";
import { clientAddressOf, requestIdOf } from "./request-scope.server";
import { timeOfRequest } from "./session.server";

type Schema = z.ZodType | undefined;

export interface ApiInput<P extends Schema, Q extends Schema> {
  q: Db;
  params: Output<P, Record<string, string>>;
  query: Output<Q, Record<string, string | string[]>>;
  request: Request;
  now: Date;
  today: Day;
  requestId: string;
}

async function keepToLimit(address: string): Promise<void> {
  const allowance = await consume("api", address);
  if (allowance.allowed) return;
  throw new Problem(
    "too-many",
    "too-many-requests",
    { title: "Too many requests", detail: `Wait ${allowance.retryAfterSeconds} seconds, then go on.` },
    { retryAfterSeconds: allowance.retryAfterSeconds },
  );
}

/** Money is text in JSON only when it does not fit a number; pence of any sum that exists do. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
}

export const api = {
  /**
   * A reading of the open API: anybody, from anywhere, within the limit. A value becomes JSON, a Response goes out as
   * it is, and whatever the handler throws becomes application/problem+json.
   */
  loader<P extends Schema = undefined, Q extends Schema = undefined>(
    spec: { params?: P; query?: Q },
    handler: (input: ApiInput<P, Q>) => unknown,
  ) {
    return async ({ request, params, context }: LoaderFunctionArgs): Promise<Response> => {
      const requestId = requestIdOf(request, context);
      let answer: Response;
      try {
        await keepToLimit(clientAddressOf(context));
        const result = await handler({
          q: database().db,
          params: parseParams(spec.params, params) as Output<P, Record<string, string>>,
          query: parseQuery(spec.query, request.url) as Output<Q, Record<string, string | string[]>>,
          request,
          ...timeOfRequest(),
          requestId,
        });
        const json = { headers: { "Content-Type": "application/json" } };
        answer = result instanceof Response ? result : new Response(JSON.stringify(result, plain), json);
      } catch (error) {
        answer = refusalJson(error, request, requestId);
      }
      answer.headers.set("Access-Control-Allow-Origin", "*");
      answer.headers.set("X-Request-Id", requestId);
      return answer;
    };
  },
};

function refusalJson(error: unknown, request: Request, requestId: string): Response {
  if (error instanceof Response) return error;
  const problem = problemOf(error);
  if (problem) return problemJson(problem, requestId);
  log().error({ err: error, requestId, path: new URL(request.url).pathname }, "unexpected error");
  return unexpectedJson(requestId);
}
