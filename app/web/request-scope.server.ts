import { randomUUID } from "node:crypto";
import { currentRequestId } from "~/platform/request-context.server";

/** What scripts/serve puts into every request's load context. */
interface LoadContext {
  requestId?: string;
  clientAddress?: string;
  drained?: () => Promise<void>;
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

/** To whom an answer goes on while it is made: whether they are still there, and when they have taken what was sent. */
export interface Recipient {
  signal: AbortSignal;
  /** Which kind of file a list's address asks for, by how it ends. */
  wants: "csv" | "xlsx";
  /** False for HEAD: nobody will read the body. */
  reads: boolean;
  /** Resolves when what was written has been taken; rejects when the connection is closed. */
  drained(): Promise<void>;
}

/** Who waits for the answer of this request. */
export function recipientOf(request: Request, context: unknown): Recipient {
  const drained = (context as LoadContext | undefined)?.drained ?? (() => Promise.resolve());
  const wants = new URL(request.url).pathname.endsWith(".xlsx") ? ("xlsx" as const) : ("csv" as const);
  return { signal: request.signal, wants, reads: request.method !== "HEAD", drained };
}
