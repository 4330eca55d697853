import { z } from "zod";
import { APPLIES_TO } from "~/domain/certification/standard-text";
import { words } from "~/web/lists/as-at-query";

/** What one may ask of the registry of standards, on the page and in its files. */
export const StandardsQuery = z.object({
  words,
  category: words,
  appliesTo: z
    .enum(["", ...APPLIES_TO])
    .optional()
    .transform((value) => value || undefined),
  mandatory: z
    .string()
    .optional()
    .transform((value) => (value ? "yes" : undefined)),
});

export function standardFilter(query: z.output<typeof StandardsQuery>) {
  return { ...query, mandatory: query.mandatory === "yes" };
}
