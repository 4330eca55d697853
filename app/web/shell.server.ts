import type { ShellData } from "~/ui/page";

/** The frame's data for somebody who is not signed in. */
export function shellData(request: Request, _context: unknown): ShellData {
  return {
    actor: null,
    demo: false,
    standIns: [],
    requestId: request.headers.get("x-request-id") ?? crypto.randomUUID(),
    version: "0.1.0",
    path: new URL(request.url).pathname,
  };
}
