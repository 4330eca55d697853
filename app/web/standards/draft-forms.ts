import { NAMED } from "~/web/forms/too-long";
import { z } from "zod";
import {
  DRAFT_STATES,
  LONGEST_VALIDITY_MONTHS,
  type DraftItem,
  type DraftState,
} from "~/domain/standards/draft";
import { APPLIES_TO } from "~/domain/certification/standard-text";
import type { EvidenceKind } from "~/domain/certification/claims/evidence-kinds";
import { numberPattern } from "~/domain/shared/document-number";
import { placeFields } from "~/web/lists/list-page";
import { MOST_EDITS, readDay, requireDay, several } from "~/web/orders/order-forms";

/** Addresses and forms of the pages on which standards are drafted. */
export const DraftParams = z.object({ id: z.string().regex(numberPattern("standardDraft")) });
export const ItemParams = DraftParams.extend({
  item: z.union([z.literal("new"), z.coerce.number().int().positive().max(1_000)]),
});

export const DraftQuery = z.object({ done: z.string().max(30).optional().catch(undefined) });

/** The list of drafts. An unknown state is left out rather than refused. */
export const DraftsQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  state: several.transform((states) => states.filter((state): state is DraftState => state in DRAFT_STATES)),
  done: z.string().max(30).optional().catch(undefined),
  ...placeFields(),
});

export const draftFilter = ({ state, q }: z.output<typeof DraftsQuery>) => ({ states: state, words: q });

/** The impact report, by what it does to each product. */
export const ImpactQuery = z.object({
  effect: z.enum(["change", "opens", "anyway", "already", "stays"]).optional().catch(undefined),
  ...placeFields(),
});

/** Which picture of the draft the page showed. */
const seen = z.coerce.number().int().min(0).max(MOST_EDITS);
export const SeenForm = z.looseObject({ seen });

const needed = (what: string, most: number) => z.string(what).trim().min(1, what).max(most, NAMED);
const maybe = (most: number) =>
  z
    .string()
    .trim()
    .max(most, NAMED)
    .optional()
    .transform((text) => text || null);

export const StartForm = z
  .object({
    kind: z.enum(["standard", "version", "retirement"], "Choose what you want to draft"),
    title: z.string().trim().max(150, "Keep the title to 150 characters").optional().default(""),
    standard: z.string().max(100).optional().default(""),
    ending: z.string().max(100).optional().default(""),
  })
  .superRefine((form, ctx) => {
    const say = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (form.kind === "standard" && !form.title) say("title", "Enter the title of the new standard");
    if (form.kind === "version" && !form.standard) say("standard", "Choose the standard");
    if (form.kind === "retirement" && !form.ending) say("ending", "Choose the standard");
  });

const link = maybe(500).refine((value) => value === null || /^https?:\/\/[^\s/]+\S*$/.test(value), {
  message: "Enter a whole link, beginning with https://",
});

export const AboutForm = z
  .object({
    seen,
    title: needed("Enter the title", 150),
    summary: needed("Enter what the standard asks for, in a sentence or two", 2_000),
    ownerName: needed("Enter who owns the standard, for example NHS England", 150),
    certifier: maybe(150),
    category: z.string().max(100).optional().default(""),
    otherCategory: maybe(60),
    legalReference: maybe(300),
    url: link,
  })
  .refine((form) => form.category || form.otherCategory, {
    path: ["category"],
    message: "Choose a category, or name another one",
  });

export const AppliesForm = z.object({ seen, appliesTo: z.enum(APPLIES_TO, "Choose what it applies to") });

/** One more place where it is mandatory, or one less. */
export const MandatoryForm = z.object({
  seen,
  intent: z.string().regex(/^(add|remove-\d{1,3})$/, "Choose what to do"),
  lotId: maybe(100),
  capabilityRef: maybe(100),
  careSetting: maybe(200),
  buyerKind: maybe(100),
});

/** How people choose the kinds: a document may always come as a file or as a link to it. */
export const KIND_CHOICES: Record<string, EvidenceKind[]> = {
  document: ["url", "file"],
  register: ["register"],
  declaration: ["declaration"],
};

const isNumberOfMonths = (text: string) =>
  /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= LONGEST_VALIDITY_MONTHS;

const months = (what: string) =>
  z
    .string()
    .trim()
    .optional()
    .default("")
    .refine((text) => text === "" || isNumberOfMonths(text), {
      message: `Enter ${what} in whole months, from 1 to ${LONGEST_VALIDITY_MONTHS}, for example 12, or leave it empty`,
    })
    .transform((text) => (text === "" ? null : Number(text)));

export const ItemForm = z
  .object({
    seen,
    intent: z.enum(["save", "remove"]).optional().default("save"),
    title: z.string().trim().max(200, "Keep what shows it to 200 characters").optional().default(""),
    kinds: several,
    validityMonths: months("how old it may be"),
    form: maybe(200),
  })
  .refine((form) => form.intent === "remove" || form.title !== "", {
    path: ["title"],
    message: "Enter what shows that the standard is met, for example Penetration test report",
  })
  .transform(({ kinds, title, validityMonths, form, ...rest }) => {
    const item: DraftItem = {
      title,
      kinds: kinds.flatMap((kind) => KIND_CHOICES[kind] ?? []),
      validityMonths,
      form,
    };
    return { ...rest, item };
  });

const optionalDay = (
  form: Record<string, unknown>,
  name: string,
  words: string,
  ctx: { addIssue(issue: { code: "custom"; path: string[]; message: string }): void },
) => {
  const value = readDay(form, name);
  if (value === null) {
    ctx.addIssue({ code: "custom", path: [name], message: `${words} must be a real date, or left empty` });
  }
  return value || null;
};

export const DatesForm = z
  .looseObject({
    seen,
    version: needed("Enter the name of the version, for example 3", 20).regex(
      /^[A-Za-z0-9][A-Za-z0-9.-]*$/,
      "Use letters, figures, stops and hyphens, for example 2.1",
    ),
    validityMonths: months("how long a certificate lasts"),
  })
  .transform((form, ctx) => ({
    seen: form.seen,
    version: form.version,
    validityMonths: form.validityMonths,
    effectiveFrom: requireDay(form, "effectiveFrom", "the first day in force, for example 1 4 2027", ctx)!,
    complyBy: optionalDay(form, "complyBy", "The last day to comply", ctx),
    formerRetiredOn: optionalDay(form, "formerRetiredOn", "The last day of earlier versions", ctx),
    retiredOn: optionalDay(form, "retiredOn", "Its own last day", ctx),
  }));

export const EndForm = z.looseObject({ seen }).transform((form, ctx) => ({
  seen: form.seen,
  retiredOn: requireDay(form, "retiredOn", "the last day of the standard, for example 31 3 2027", ctx)!,
}));

export const ChangesForm = z.object({
  seen,
  whatChanged: needed("Enter what is new, or why it ends, in a sentence or two", 2_000),
});

export const OfficersForm = z.object({
  seen,
  officers: z.enum(["one", "two"], "Choose how many officers it takes"),
});

export const DecisionForm = z
  .object({
    seen,
    intent: z.enum(
      ["publish", "send-back", "take-back", "discard"],
      "Choose to publish it or to send it back",
    ),
    reason: z.string().trim().max(1_000, "Keep the reason to 1,000 characters").optional().default(""),
  })
  .refine((form) => form.intent !== "send-back" || form.reason !== "", {
    path: ["reason"],
    message: "Enter why you send it back",
  });

/** "/commercial/standards/SD-0001" */
export const draftPath = (id: string): string => `/commercial/standards/${id}`;
