import { z } from "zod";
import { isDay, type Day } from "~/domain/shared/day";

/** Words in an address; empty is the same as absent. */
export const words = z
  .string()
  .trim()
  .max(200)
  .optional()
  .transform((value) => value || undefined);

/** A day in an address: pages of certificates and frameworks can be seen as at any date. */
export const asAt = z
  .string()
  .optional()
  .transform((value) => value || undefined)
  .refine((value) => value === undefined || isDay(value), "write a date as YYYY-MM-DD")
  .transform((value) => value as Day | undefined);

/** The part of an address behind the question mark, without what is empty; "" or "?a=b". */
export function queryText(query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}
