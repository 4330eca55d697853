import { Writable } from "node:stream";
import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { log } from "~/platform/log.server";
import { pathForLog } from "~/platform/log-words";
import { NonceContext } from "~/ui/kit/nonce";
import { RefusedFrameContext } from "~/ui/kit/refused-frame";
import type { ShellData } from "~/web/shell-data";
import { shellData } from "~/web/shell.server";
import { pageBytes } from "~/web/page-bytes";

const RENDER_LIMIT_MS = 15_000;

/**
 * Renders the whole page before the first byte: a page that fails half-way must answer 500, not stop in the middle, and
 * most pages are not hydrated, so nothing could fill in a late part.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const nonce = loadContext.cspNonce;
  const frame = await refusedFrame(request, remixContext, loadContext);
  return new Promise((resolve, reject) => {
    let answerStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RefusedFrameContext.Provider value={frame}>
          <RemixServer context={remixContext} url={request.url} abortDelay={RENDER_LIMIT_MS} nonce={nonce} />
        </RefusedFrameContext.Provider>
      </NonceContext.Provider>,
      {
        nonce,
        onAllReady() {
          clearTimeout(limit);
          headers.set("Content-Type", "text/html; charset=utf-8");
          // A page of somebody who is signed in is never kept: "back" after an action or after signing out asks anew.
          const signedIn = request.headers.get("cookie")?.includes("dovetail.session_token=");
          if (!headers.has("Cache-Control")) headers.set("Cache-Control", signedIn ? "no-store" : "no-cache");
          const chunks: Buffer[] = [];
          pipe(
            new Writable({
              write(chunk: Buffer, _encoding, done) {
                chunks.push(chunk);
                done();
              },
              final(done) {
                resolve(new Response(pageBytes(chunks), { headers, status: answerStatus }));
                done();
              },
            }),
          );
        },
        onShellError(error) {
          clearTimeout(limit);
          reject(error);
        },
        onError(error) {
          answerStatus = 500;
          log().error({ err: error }, "rendering failed");
        },
      },
    );
    const limit = setTimeout(abort, RENDER_LIMIT_MS);
  });
}

/** The frame where root was not asked: of an action that was refused. Without it a person who is signed in would read "Sign in". */
async function refusedFrame(
  request: Request,
  { staticHandlerContext }: EntryContext,
  loadContext: AppLoadContext,
): Promise<ShellData | null> {
  // Remix notes a loader that it did not ask as null.
  if (staticHandlerContext.loaderData.root) return null;
  try {
    return (await shellData(request, loadContext)).shell;
  } catch (error) {
    log().error({ err: error }, "the frame of a refusal could not be made");
    return null;
  }
}

/** What a loader or action threw and nobody turned into an answer. An aborted request or an unknown address is no error. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  log().error({ err: error, path: pathForLog(new URL(request.url).pathname) }, "request failed");
}
