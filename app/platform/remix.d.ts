// The imports keep this file from replacing the modules' own types.
import "@remix-run/node";
import "@remix-run/server-runtime";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

declare module "@remix-run/server-runtime" {
  interface AppLoadContext {
    /** Names this request in the log, on problem pages and in audit events. */
    requestId: string;
    /** What an inline script of a hydrated page must carry. */
    cspNonce: string;
    /** The client's address, as the trusted proxies report it. */
    clientAddress: string;
  }
}
