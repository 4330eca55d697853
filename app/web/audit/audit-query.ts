import { z } from "zod";
import { instantsOf } from "~/domain/audit/london-instants";
import { isDay, type Day } from "~/domain/shared/day";
import { placeFields } from "~/web/lists/list-page";

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
  /** The same in two fields of the form: the kind of thing, and its number or code. */
  kind: words,
  code: words,
  actor: words,
  text: words,
  from: dayOrNothing,
  to: dayOrNothing,
  ...placeFields(),
});

/** The same on the page, where the days are typed into boxes and a wrong one is an error beside them. */
export const AuditPageQuery = AuditQuery.omit({ from: true, to: true });

type Asked = Partial<z.output<typeof AuditQuery>>;

/** What the events are about that the address asks for: links name a whole stream, the form a subject, a code or both. */
export const aboutAsked = ({ stream, kind, code }: Asked) => (kind || code ? { kind, code } : { stream });

export function auditSearch(query: Asked) {
  const { actor, text, from, to } = query;
  return { ...aboutAsked(query), actor, text, ...instantsOf(from, to) };
}
