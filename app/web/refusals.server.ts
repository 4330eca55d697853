import { data } from "@remix-run/node";
import { databaseErrorCode } from "~db";
import { ledgerProblem } from "~/domain/ledger/ledger-refusal";
import { Problem } from "~/domain/shared/problem";
import { log } from "~/platform/log.server";
import { pathForLog } from "~/platform/log-words";
import { constraintProblem } from "~/web/forms/constraint-problems";
import type { FormValues } from "~/web/forms/form-state";
import { problemPage, STATUS_OF, unexpectedPage } from "./problem-response";

/** An answer rather than an error: a redirect, a file, or data with a status of its own. */
export function isAnswer(thrown: unknown): boolean {
  if (thrown instanceof Response) return true;
  return (thrown as { type?: unknown } | null)?.type === "DataWithResponseInit";
}

const AWAY = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "57P01",
]);

/** The refusal that an error stands for, or null when nobody foresaw it. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (AWAY.has(databaseErrorCode(error) ?? "")) {
    return new Problem("unavailable", "database-away", {
      title: "Sorry, the service is unavailable",
      detail: "Try again in a few minutes. Everything that was saved is safe.",
    });
  }
  // An order that loses the race for a fund's last money is refused at COMMIT, after its verb has returned.
  return ledgerProblem(error) ?? constraintProblem(error);
}

/** What to throw to the error boundary for anything that went wrong; what nobody foresaw is logged. */
export function refusal(error: unknown, request: Request, requestId: string): unknown {
  if (isAnswer(error)) return error;
  const problem = problemOf(error);
  const path = pathForLog(new URL(request.url).pathname);
  if (problem) {
    const level = problem.kind === "unavailable" ? "error" : "debug";
    log()[level]({ requestId, code: problem.code, details: problem.details, path }, "refused");
    return problemPage(problem, requestId);
  }
  log().error({ err: error, requestId, path, method: request.method }, "unexpected error");
  return unexpectedPage(requestId);
}

/** The form as it was typed with the refusal above it, for the same page again. */
export function refusedForm(problem: Problem, values: FormValues) {
  return data(
    { values, errors: {} as Record<string, string>, problem: problem.public },
    { status: STATUS_OF[problem.kind] },
  );
}

/** The form again with what is wrong with its fields, for what only the handler can know. */
export function fieldRefused(errors: Record<string, string>, values: FormValues = {}) {
  return data({ values, errors, problem: undefined }, { status: 422 });
}
