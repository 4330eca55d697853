import type { ProblemText } from "~/domain/shared/problem";
import { defaultProblem, type ErrorPageProps } from "./error-page";

interface ThrownResponse {
  status: number;
  data: unknown;
}

function isThrownResponse(error: unknown): error is ThrownResponse {
  return typeof error === "object" && error !== null && "status" in error && "data" in error;
}

function bodyOf(data: unknown): Partial<ProblemText & { requestId: string }> {
  if (typeof data === "object" && data !== null) return data;
  if (typeof data !== "string" || !data.startsWith("{")) return {};
  try {
    return JSON.parse(data) as Partial<ProblemText>;
  } catch {
    return {};
  }
}

/**
 * What to show for anything thrown: a Response with a body of {title, detail, rule, next, requestId} speaks for
 * itself, every other error shows the words of its status and nothing of its own, because it may hold private data.
 */
export function refusalOf(error: unknown, requestId?: string): ErrorPageProps {
  if (!isThrownResponse(error)) return { status: 500, ...defaultProblem(500), requestId };
  const body = bodyOf(error.data);
  const words = defaultProblem(error.status);
  return {
    status: error.status,
    title: body.title ?? words.title,
    detail: body.title ? body.detail : words.detail,
    rule: body.rule,
    next: body.next ?? words.next,
    requestId: body.requestId ?? requestId,
  };
}
