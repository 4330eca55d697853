import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fieldErrors } from "~/web/parse.server";

/*
 * What every field says when too much is typed into it. The forms are found, not listed: every schema that a file of
 * app/web exports, and every limit in the source of the routes, whose schemas no module exports.
 */

const modules = import.meta.glob<Record<string, unknown>>(["../**/*form*.ts", "!../**/*.test.ts"], {
  eager: true,
});

/** The text fields of a schema with the most characters that they take. */
function textLimits(
  schema: z.ZodType,
  at: string[] = [],
): { path: string[]; most: number; field: z.ZodType }[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      textLimits(field as z.ZodType, [...at, name]),
    );
  if (schema instanceof z.ZodDiscriminatedUnion || schema instanceof z.ZodUnion)
    return schema.options.flatMap((option) => textLimits(option as z.ZodType, at));
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodCatch)
    return textLimits(schema.unwrap() as z.ZodType, at);
  if (schema instanceof z.ZodPipe) return textLimits(schema.in as z.ZodType, at);
  const most = (schema as z.ZodString).maxLength;
  return schema instanceof z.ZodString && typeof most === "number" ? [{ path: at, most, field: schema }] : [];
}

const FORMS = Object.entries(modules).flatMap(([file, exports]) =>
  Object.entries(exports)
    // What stands in an address is no field: it is answered by "Page not found".
    .filter(([name, value]) => value instanceof z.ZodType && !/Params$|Query$/.test(name))
    .flatMap(([name, value]) =>
      textLimits(value as z.ZodType).map(({ path: of, most, field }) => ({
        field: `${file.slice(2)} ${[name, ...of].join(".")}`,
        most,
        // Within its form, because its words name the field.
        schema: of.reduceRight<z.ZodType>((inner, key) => z.object({ [key]: inner }), field),
        typed: of.reduceRight<unknown>((inner, key) => ({ [key]: inner }), "a".repeat(most + 1)),
      })),
    ),
);

/** A code is short by its form, which an example shows: "for example RR8". */
const LONGEST_CODE = 40;
const A_CODE = /for example [A-Z0-9]+(-\d+)?$/;

/** Read alone, in the summary of errors, it says of what it speaks. */
const NAMES_ITS_FIELD = /^(Keep (?!this|it\b)[\w’ ]+ to|The [\w ]+ must be|Enter (?!at most|up to)[^,]*)/;

describe("a text that is too long is told how short it has to be", () => {
  it("in many forms", () => expect(FORMS.length).toBeGreaterThan(20));

  it.each(FORMS)("$field, $most characters", ({ schema, most, typed }) => {
    const result = schema.safeParse(typed);
    const [message] = Object.values(fieldErrors(result.error!));
    if (most <= LONGEST_CODE && A_CODE.test(message!)) return;
    expect(message).toContain(most.toLocaleString("en-GB"));
    expect(message).toMatch(/characters$/);
    expect(message).toMatch(NAMES_ITS_FIELD);
  });

  it("also where the schema has no words of its own, and a list is no text", () => {
    const errors = (schema: z.ZodType, value: unknown) => fieldErrors(schema.safeParse(value).error!);
    expect(errors(z.object({ a: z.string().max(2_000) }), { a: "a".repeat(2_001) })).toEqual({
      a: "Keep the a to 2,000 characters",
    });
    expect(errors(z.object({ a: z.array(z.string()).max(1) }), { a: ["1", "2"] }).a).not.toContain(
      "characters",
    );
  });

  it("in the words that routes give to their limits", () => {
    const root = path.resolve(import.meta.dirname, "../..");
    const silent = ["web", "routes"].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
        .flatMap((file) => {
          const text = readFileSync(path.join(root, folder, file), "utf8");
          const limits = [...text.matchAll(/\.max\(\s*[^,()]+,\s*(["'`])([^"'`]*)\1\s*,?\s*\)/g)];
          return limits
            .filter(
              ([, , words]) =>
                (!/\d|\$\{/.test(words!) && !A_CODE.test(words!)) ||
                /^(Keep (this|it) to|Use at most)/.test(words!),
            )
            .map(([all]) => `${file}: ${all}`);
        }),
    );
    expect(silent).toEqual([]);
  });
});
