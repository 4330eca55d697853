import { z } from "zod";
import { instantsOf } from "~/domain/events/london-instants";
import { isDay, type Day } from "~/domain/shared/day";
import { placeFields } from "./list-page";

const words = z
  .string()
  .trim()
  .max(200)
  .optional()
  .transform((value) => value || undefined);
const dayOrNothing = z
  .string()
  .optional()
  .transform((value) => value || undefined)
  .refine((value) => value === undefined || isDay(value), "write a date as YYYY-MM-DD")
  .transform((value) => value as Day | undefined);

/** What one may ask of the audit, on the page and in the file; the same in both. */
export const AuditQuery = z.object({
  stream: words,
  actor: words,
  text: words,
  from: dayOrNothing,
  to: dayOrNothing,
  ...placeFields(),
});

/** The same on the page, where the days are typed into boxes and a wrong one is an error beside them. */
export const AuditPageQuery = AuditQuery.omit({ from: true, to: true });

export function auditSearch(query: Partial<z.output<typeof AuditQuery>>) {
  const { stream, actor, text, from, to } = query;
  return { stream, actor, text, ...instantsOf(from, to) };
}
