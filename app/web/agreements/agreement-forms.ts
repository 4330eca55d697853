import { z } from "zod";
import { MOST_EDITS } from "~/web/orders/order-forms";

/** Addresses and forms of the pages on which agreements are written. */
export const AgreementParams = z.object({ id: z.string().max(40) });

const number = z.coerce.number().int().positive().max(10_000);
export const VersionParams = z.object({ id: z.string().max(40), version: number });
export const RuleParams = VersionParams.extend({ rule: number });

/** Which two versions are compared. */
export const DifferencesQuery = z.object({ from: number.default(1), to: number.default(2) });

/** Which picture of the draft the page showed. */
export const seen = z.coerce.number().int().min(0).max(MOST_EDITS);
export const SeenForm = z.looseObject({ seen });

export const WordsForm = z.object({
  seen,
  title: z
    .string("Enter a title")
    .trim()
    .min(1, "Enter a title, for example Frontline Digitisation: systems for hospitals")
    .max(150, "Keep the title to 150 characters"),
  summary: z
    .string("Enter a summary")
    .trim()
    .min(1, "Enter a summary of who pays what, in a sentence or two")
    .max(1_000, "Keep the summary to 1,000 characters"),
});

/** "/commercial/agreements/AG-0001/versions/2" */
export function versionPath(id: string, version: number): string {
  return `/commercial/agreements/${id}/versions/${version}`;
}

/** Ticked boxes of one name: none, one or several. */
export const ticked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat().filter(Boolean)));

/** Codes in one box, with commas, spaces or on lines of their own. */
export const codes = z
  .string()
  .max(10_000)
  .optional()
  .default("")
  .transform((text) =>
    text
      .split(/[\s,;]+/)
      .filter(Boolean)
      // People type codes in small letters; a few of our own have some.
      .map((code) => (/[A-Z]/.test(code) ? code : code.toUpperCase())),
  );
