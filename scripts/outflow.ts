import type { RequestHandler } from "express";

/**
 * Lets whoever makes a long answer wait until the client has taken what was written so far (`locals.drained`). Remix's
 * adapter writes on without asking, and what a slow client has not taken would pile up in memory. Stands behind the
 * compression, whose `write` and "drain" are those of the compressed stream.
 */
export const outflow: RequestHandler = (_request, response, next) => {
  const write = response.write.bind(response) as (...given: unknown[]) => boolean;
  let full = false;
  let waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const gone = () => new Error("The client has gone");
  response.write = ((...given: unknown[]) => {
    full = !write(...given);
    return !full;
  }) as typeof response.write;
  response.on("drain", () => {
    full = false;
    const served = waiting;
    waiting = [];
    for (const { resolve } of served) resolve();
  });
  response.on("close", () => {
    for (const { reject } of waiting) reject(gone());
  });
  response.locals.drained = () =>
    new Promise<void>((resolve, reject) => {
      if (response.closed || response.destroyed) reject(gone());
      else if (!full) resolve();
      else waiting.push({ resolve, reject });
    });
  next();
};
