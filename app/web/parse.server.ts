import { namedTooLong } from "~/web/forms/too-long";
import { z } from "zod";
import { noSuchPage } from "~/domain/shared/page-place";
import { Problem } from "~/domain/shared/problem";
import { isPlaceName } from "~/web/lists/list-page";
import { isStorable, recordOf, storable } from "./storable-text";

export type Output<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise;

/** An address whose parts have not the right form, or hold what no name of ours can hold, names nothing: 404. */
export function parseParams(
  schema: z.ZodType | undefined,
  params: Record<string, string | undefined>,
): unknown {
  if (Object.values(params).every((part) => part === undefined || isStorable(part))) {
    if (!schema) return params;
    const result = schema.safeParse(params);
    if (result.success) return result.data;
  }
  throw new Problem("not-found", "not-found", {
    title: "Page not found",
    detail: "If you typed the address, check it is correct. If you followed a link, the page may have moved.",
  });
}

const ADDED_BY_REMIX = ["_routes", "_data", "index"];

/** The query as a flat record of text that can be stored; a name that stands more than once becomes a list. */
export function queryRecord(url: string): Record<string, string | string[]> {
  const own = [...new URL(url).searchParams].filter(([name]) => !ADDED_BY_REMIX.includes(name));
  return recordOf(own.map(([name, value]) => [storable(name), storable(value)]));
}

/** A page that a list does not have is 404; anything else that cannot be understood is 400 and says which part. */
export function parseQuery(schema: z.ZodType | undefined, url: string): unknown {
  const record = queryRecord(url);
  if (!schema) return record;
  const result = schema.safeParse(record);
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map(({ path }) => String(path[0] ?? "")))];
  if (names.includes("page")) throw new Problem("not-found", "no-such-page", { title: "Page not found" });
  // A person is led back to the list; a machine is told which part of its address was wrong.
  if (names.some(isPlaceName) && !new URL(url).pathname.startsWith("/api/")) throw noSuchPage();
  throw new Problem(
    "bad-request",
    "query",
    {
      title: "We could not understand this address",
      detail: `Check this part of the address, or leave it out: ${names.join(", ")}.`,
    },
    { names, issues: result.error.issues.map(({ message, path }) => ({ path: path.map(String), message })) },
  );
}

/*
 * A text that is too long says which it is and how short it has to be, also where its schema has no words of its own:
 * zod's would be "Too big: expected string to have <=200 characters".
 */
z.config({
  customError: (issue) =>
    issue.code === "too_big" && issue.origin === "string" ? namedTooLong(issue) : undefined,
});

/** The first thing wrong with each field, by the field's name. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[path.map(String).join(".") || "form"] ??= message;
  return errors;
}
