import { randomUUID } from "node:crypto";
import { currentRequestId } from "~/platform/request-context.server";

/** What scripts/serve puts into every request's load context. */
interface LoadContext {
  requestId?: string;
  clientAddress?: string;
}

const loose = new WeakMap<Request, string>();

/** The id of the request, for the log, the audit and the reference on an error page. */
export function requestIdOf(request: Request, context: unknown): string {
  const given = (context as LoadContext | undefined)?.requestId ?? currentRequestId();
  if (given) return given;
  const made = loose.get(request) ?? randomUUID();
  loose.set(request, made);
  return made;
}

/** The address of the client as far as the trusted proxies tell it. */
export function clientAddressOf(context: unknown): string {
  return (context as LoadContext | undefined)?.clientAddress ?? "unknown";
}
