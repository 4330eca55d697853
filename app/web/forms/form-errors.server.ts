import { z } from "zod";
import { fieldErrors } from "~/web/parse.server";

/** The object at the beginning of a form's schema, and what is asked after its fields: checks and transforms, in order. */
function stepsOf(schema: z.ZodType): { fields: z.ZodObject | null; later: z.ZodType[] } {
  if (schema instanceof z.ZodPipe) {
    const first = stepsOf(schema.in as z.ZodType);
    return { fields: first.fields, later: [...first.later, schema.out as z.ZodType] };
  }
  if (!(schema instanceof z.ZodObject)) return { fields: null, later: [] };
  const checks = schema.def.checks ?? [];
  return {
    fields: schema,
    later: checks.length > 0 ? [z.any().check(...(checks as unknown as z.core.$ZodCheck<unknown>[]))] : [],
  };
}

/**
 * Everything that is wrong with a form, by field, in one round, and the form as far as it could be read: for what only the
 * database knows of the fields that are right. zod asks what concerns several fields (dates in three boxes, one answer that
 * needs another) only when every single field is right; here it is asked of those that are, and what it finds is added for
 * fields that are not wrong already.
 */
export function formFaults(
  schema: z.ZodType,
  sent: Record<string, unknown>,
  error: z.ZodError,
): { errors: Record<string, string>; known: Record<string, unknown> } {
  const errors = fieldErrors(error);
  const { fields, later } = stepsOf(schema);
  if (fields === null) return { errors, known: { ...sent } };
  let known: unknown = {
    ...sent,
    ...Object.fromEntries(
      Object.entries(fields.shape).map(([name, field]) => [
        name,
        (field as z.ZodType).safeParse(sent[name]).data,
      ]),
    ),
  };
  for (const step of later) {
    let result: ReturnType<z.ZodType["safeParse"]>;
    try {
      result = step.safeParse(known);
    } catch {
      // It counted on a field that is wrong: that field is named already.
      break;
    }
    if (result.success) known = result.data;
    else for (const [name, text] of Object.entries(fieldErrors(result.error))) errors[name] ??= text;
  }
  return { errors, known: known as Record<string, unknown> };
}
