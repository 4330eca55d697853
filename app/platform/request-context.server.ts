import { AsyncLocalStorage } from "node:async_hooks";
import { singleton } from "./singleton.server";

export interface RequestContext {
  /** Identifies one request in log lines, problem pages and audit events. */
  requestId: string;
}

const storage = () => singleton("request-context", () => new AsyncLocalStorage<RequestContext>());

/** Runs work so that everything it logs carries the request's id. Jobs use it too, with `job-<id>`. */
export function withRequestContext<T>(context: RequestContext, work: () => T): T {
  return storage().run(context, work);
}

/** The id of the request or job that is being served; undefined outside of one. */
export function currentRequestId(): string | undefined {
  return storage().getStore()?.requestId;
}
