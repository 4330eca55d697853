import pino from "pino";
import { env } from "./env.server";
import { errorForLog, withoutParams } from "./log-words";
import { currentRequestId } from "./request-context.server";
import { singleton } from "./singleton.server";

/** The program's log: JSON lines on standard output, each with the id of the request or job it belongs to. */
export const log = (): pino.Logger => singleton("log", () => makeLog());

/** The arguments of a line: pino takes an error's own message where none is given, so there always is one. */
function withoutValues([first, ...rest]: readonly unknown[]): unknown[] {
  if (typeof first === "string") return [first, ...rest].map(clean);
  const error = first instanceof Error ? first : (first as { err?: unknown } | null)?.err;
  const [message, ...more] = rest.map(clean);
  if (!(error instanceof Error)) return rest.length > 0 ? [first, message, ...more] : [first];
  const { message: own } = errorForLog(error);
  const said = typeof message === "string" ? message.replaceAll(error.message, own) : own;
  return [first instanceof Error ? { err: first } : first, said, ...more];
}

const clean = (given: unknown) => (typeof given === "string" ? withoutParams(given) : given);

/** A log of its own, for tests that read what is written. */
export function makeLog(destination?: pino.DestinationStream): pino.Logger {
  const options: pino.LoggerOptions = {
    level: env().LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => {
      const requestId = currentRequestId();
      return requestId === undefined ? {} : { requestId };
    },
    serializers: { err: errorForLog, error: errorForLog },
    hooks: {
      logMethod(args, method) {
        method.apply(this, withoutValues(args) as typeof args);
      },
    },
    // People type these into forms and addresses; they have no business in a log.
    redact: ["*.password", "form.code", "values.code", "*.otp", "*.authorization", "*.cookie"],
  };
  return destination ? pino(options, destination) : pino(options);
}
