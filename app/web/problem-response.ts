import type { Problem, ProblemKind, ProblemText } from "~/domain/shared/problem";

/** The one table from what a refusal is to what HTTP calls it. */
export const STATUS_OF: Record<ProblemKind, number> = {
  "bad-request": 400,
  "not-signed-in": 401,
  "not-allowed": 403,
  "not-found": 404,
  conflict: 409,
  gone: 410,
  "too-large": 413,
  "rule-broken": 422,
  "too-many": 429,
  unavailable: 503,
};

/** Refusals that belong beside the form that caused them, so that nothing typed is lost. */
export const STAYS_ON_THE_PAGE: readonly ProblemKind[] = ["bad-request", "conflict", "rule-broken"];

interface ProblemBody extends ProblemText {
  code: string;
  requestId: string;
}

function headersFor(problem: Problem): Headers {
  const headers = new Headers({ "Cache-Control": "no-store" });
  const wait = problem.details.retryAfterSeconds;
  if (typeof wait === "number") headers.set("Retry-After", String(wait));
  return headers;
}

/** What a loader or action throws so that the root error boundary shows the refusal as a page. */
export function problemPage(problem: Problem, requestId: string): Response {
  const body: ProblemBody = { ...problem.public, code: problem.code, requestId };
  return Response.json(body, { status: STATUS_OF[problem.kind], headers: headersFor(problem) });
}

/** The same refusal for machines: RFC 9457 with our code, rule and way on. */
export function problemJson(problem: Problem, requestId: string): Response {
  const headers = headersFor(problem);
  headers.set("Content-Type", "application/problem+json");
  const status = STATUS_OF[problem.kind];
  const { title, detail, rule, next } = problem.public;
  const body = {
    type: `/help#${problem.code}`,
    title,
    status,
    detail,
    rule,
    next: next?.href,
    code: problem.code,
  };
  return new Response(JSON.stringify({ ...body, requestId }), { status, headers });
}

/** The refusal for what nobody foresaw: says nothing of its own, because an error may hold private data. */
export function unexpectedPage(requestId: string): Response {
  const body = {
    title: "Sorry, there is a problem with the service",
    detail: "Nothing was changed by this request. Try again in a few minutes.",
    code: "unexpected",
    requestId,
  };
  return Response.json(body, { status: 500, headers: { "Cache-Control": "no-store" } });
}

export function unexpectedJson(requestId: string): Response {
  const body = {
    type: "about:blank",
    title: "There is a problem with the service",
    status: 500,
    detail: "Nothing was changed by this request. Try again in a few minutes.",
    code: "unexpected",
    requestId,
  };
  const headers = { "Content-Type": "application/problem+json", "Cache-Control": "no-store" };
  return new Response(JSON.stringify(body), { status: 500, headers });
}
