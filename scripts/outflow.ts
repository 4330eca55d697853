import type { RequestHandler } from "express";

/**
 * Lets whoever makes a long answer wait until the client has taken what was written so far (`locals.drained`). Remix's
 * adapter writes on without asking, and what a slow client has not taken would pile up in memory. Stands behind the
 * compression, whose `write` and "drain" are those of the compressed stream.
 */
export const outflow: RequestHandler = (_request, response, next) => {
  const write = response.write.bind(response) as (...given: unknown[]) => boolean;
  let full = false;
  response.write = ((...given: unknown[]) => {
    full = !write(...given);
    return !full;
  }) as typeof response.write;
  response.locals.drained = () =>
    new Promise<void>((resolve, reject) => {
      const gone = () => reject(new Error("The client has gone"));
      if (response.closed || response.destroyed) return gone();
      if (!full) return resolve();
      response.once("close", gone);
      response.once("drain", () => {
        response.off("close", gone);
        resolve();
      });
    });
  next();
};
