import type { z } from "zod";
import { noSuchPage } from "~/domain/shared/page-place";
import { Problem } from "~/domain/shared/problem";
import { isPlaceName } from "./list-page";

export type Output<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise;

/** An address whose parts have not the right form names nothing: 404. */
export function parseParams(
  schema: z.ZodType | undefined,
  params: Record<string, string | undefined>,
): unknown {
  if (!schema) return params;
  const result = schema.safeParse(params);
  if (result.success) return result.data;
  throw new Problem("not-found", "not-found", {
    title: "Page not found",
    detail: "If you typed the address, check it is correct. If you followed a link, the page may have moved.",
  });
}

/** The query as a flat record; a name that stands more than once becomes a list. */
export function queryRecord(url: string): Record<string, string | string[]> {
  const { searchParams } = new URL(url);
  const record: Record<string, string | string[]> = {};
  for (const name of new Set(searchParams.keys())) {
    if (name === "_routes" || name === "_data" || name === "index") continue;
    const all = searchParams.getAll(name);
    record[name] = all.length === 1 ? all[0]! : all;
  }
  return record;
}

/** A page that a list does not have is 404; anything else that cannot be understood is 400 and says which part. */
export function parseQuery(schema: z.ZodType | undefined, url: string): unknown {
  const record = queryRecord(url);
  if (!schema) return record;
  const result = schema.safeParse(record);
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map(({ path }) => String(path[0] ?? "")))];
  if (names.includes("page")) throw new Problem("not-found", "no-such-page", { title: "Page not found" });
  if (names.some(isPlaceName)) throw noSuchPage();
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

/** The first thing wrong with each field, by the field's name. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[path.map(String).join(".") || "form"] ??= message;
  return errors;
}
