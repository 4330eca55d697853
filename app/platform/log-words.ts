/*
 * What of an error, and of an address, may stand in a log. Drizzle's errors carry the values of their statement in the
 * message, in the stack and as a property; PostgreSQL's carry them in `detail` and `where`, and in the message where a
 * value has the wrong form. All of that is what people typed, and codes. What remains says what went wrong and where:
 * the statement, the error's code, the constraint, table and column.
 */

/** An error as the log writes it. */
export interface LoggedError {
  type: string;
  message: string;
  stack?: string;
  cause?: LoggedError;
  errors?: LoggedError[];
  [fact: string]: unknown;
}

/** What else of an error is worth a log line and holds no values. */
const FACTS = [
  "code",
  "severity",
  "routine",
  "schema_name",
  "table_name",
  "column_name",
  "constraint_name",
  "status",
  "statusCode",
  "syscall",
] as const;

const DEEPEST = 5;

/** The error and its causes without the values of any statement; anything that is no error becomes a word about it. */
export function errorForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutParams(String(error)) };
  const message = messageOf(error);
  const facts = FACTS.flatMap((name) => {
    const value = (error as unknown as Record<string, unknown>)[name];
    return typeof value === "string" || typeof value === "number" ? [[name, value]] : [];
  });
  const further = depth < DEEPEST;
  return {
    type: error.name === "Error" ? error.constructor.name : error.name,
    message,
    ...Object.fromEntries(facts),
    stack: framesOf(error, message),
    ...(further && error.cause !== undefined ? { cause: errorForLog(error.cause, depth + 1) } : {}),
    ...(further && error instanceof AggregateError
      ? { errors: error.errors.map((each) => errorForLog(each, depth + 1)) }
      : {}),
  };
}

/** An error to hand on to a library that logs or keeps what it is given. */
export function errorWithoutValues(error: unknown): Error {
  const logged = errorForLog(error);
  const clean = new Error(logged.message);
  clean.name = logged.type;
  clean.stack = logged.stack;
  if (logged.cause) clean.cause = logged.cause;
  return clean;
}

/** A line of text without the values that drizzle appends to a statement. */
export function withoutParams(text: string): string {
  return text.replace(/\n\s*params:[\s\S]*$/, "");
}

function messageOf(error: Error): string {
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  const message = withoutParams(error.message);
  // Class 22 is about data: `invalid input syntax for type uuid: "..."` repeats what was typed.
  const aboutData = typeof severity === "string" && typeof code === "string" && code.startsWith("22");
  return aboutData ? message.replace(/".*"/s, '"…"') : message;
}

/** The frames alone: the head of a stack repeats the message as it was. */
function framesOf(error: Error, message: string): string {
  const stack = error.stack ?? "";
  const at = stack.indexOf(error.message);
  const rest = at === -1 ? stack : stack.slice(at + error.message.length);
  const frames = rest.split("\n").filter((line) => /^\s+at /.test(line));
  return [`${error.name}: ${message}`, ...frames].join("\n");
}

/** Addresses whose last part lets whoever has it in. */
const SECRET_PART = /^(\/invitations\/)[^/.]+/;

/** The path of an address for a log: without its query, which holds what people search for, e-mail addresses and codes. */
export function pathForLog(address: string): string {
  return address.replace(/[?#].*$/s, "").replace(SECRET_PART, "$1…");
}
