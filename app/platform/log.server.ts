import pino from "pino";
import { env } from "./env.server";
import { currentRequestId } from "./request-context.server";
import { singleton } from "./singleton.server";

/** The program's log: JSON lines on standard output, each with the id of the request or job it belongs to. */
export const log = (): pino.Logger =>
  singleton("log", () =>
    pino({
      level: env().LOG_LEVEL,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const requestId = currentRequestId();
        return requestId === undefined ? {} : { requestId };
      },
      // People type these into forms and addresses; they have no business in a log.
      redact: ["*.password", "*.code", "*.otp", "*.authorization", "*.cookie"],
    }),
  );
