import {
  INTERFACE_DIRECTIONS,
  INTERFACE_STATUSES,
  MOST_FEATURES,
  MOST_INTERFACES,
  SERVICE_KINDS,
  SUCCESS_MEASURE_NAMES,
} from "~/domain/listings/parts";
import { z } from "zod";
import { REVIEW_STATES, type ChangeState } from "~/domain/listings/change";
import { numberPattern } from "~/domain/shared/document-number";
import { tooLong } from "~/domain/shared/range-words";
import { optionalReason } from "~/web/forms/reason-form";
import { placeFields } from "~/web/lists/list-page";
import { MOST_EDITS, readDay, several } from "~/web/orders/order-forms";

/** Addresses and forms of the pages on which suppliers write their listings and the centre reviews them. */
export const ChangeParams = z.object({ change: z.string().regex(numberPattern("listingChange")) });
export const PriceParams = ChangeParams.extend({ price: z.string().min(1).max(80) });
export const ServiceParams = ChangeParams.extend({ service: z.string().min(1).max(80) });
export const ServicePriceParams = ServiceParams.extend({ price: z.string().min(1).max(80) });
export const CapabilityParams = ChangeParams.extend({ ref: z.string().min(1).max(20) });

export const DoneQuery = z.object({ done: z.string().max(30).optional().catch(undefined) });

/** Which picture of the change the page showed. */
export const seen = z.coerce.number().int().min(0).max(MOST_EDITS);

/** "/supplying/listings/changes/LC-0001" */
export const changePath = (id: string): string => `/supplying/listings/changes/${id}`;

const needed = (ask: string, what: string, limit: number) =>
  z.string(ask).trim().min(1, ask).max(limit, tooLong(what, limit));
const words = (what: string, limit: number) =>
  z.string().trim().max(limit, tooLong(what, limit)).optional().default("");
const maybe = (what: string, limit: number) => words(what, limit).transform((text) => text || null);

const LONGEST_LINE = 200;
/** More solutions than a supplier ticks. */
const MOST_ALSO_WITH = 200;

/** One thing a line; empty lines are left out. */
const lines = (limit: number, noun: string) =>
  z
    .string()
    .max(limit * (LONGEST_LINE + 2), tooLong(`the ${noun}`, limit * (LONGEST_LINE + 2)))
    .optional()
    .default("")
    .transform((text) => [
      ...new Set(
        text
          .split(/\r?\n/)
          .map((line) => line.trim())
          .filter(Boolean),
      ),
    ])
    .refine((all) => all.length <= limit, `Enter at most ${limit} ${noun}, one a line`)
    .refine(
      (all) => all.every((line) => line.length <= LONGEST_LINE),
      tooLong(`each of the ${noun}`, LONGEST_LINE),
    );

const link = maybe("the link", 500).refine(
  (value) => value === null || /^https?:\/\/[^\s/]+\S*$/.test(value),
  {
    message: "Enter a whole link, beginning with https://",
  },
);

const name = needed("Enter the name of the solution, for example CareNotes", "the name", 100);
const summary = needed(
  "Enter what it is in one line, for example Plans of care for wards and homes",
  "the line",
  300,
);

export const StartForm = z.object({ name, summary });

export const AboutForm = z.object({
  seen,
  name,
  summary,
  description: words("the description", 6_000),
  features: lines(MOST_FEATURES, "features"),
  productVersion: needed("Enter the version of the product, for example 4.2", "the version", 40),
  website: link,
});

const someOf = several.refine(
  (values) => values.length <= 30 && values.every((value) => value.length <= 100),
  "Choose from the list",
);

export const SettingsForm = z.object({
  seen,
  careSettings: someOf,
  hosting: maybe("the hosting", 100),
  applicationTypes: someOf,
  missions: someOf,
  dataLocation: words("where the data is kept", 200),
});

/** One more interface, one less, or the systems that it works with. */
export const InterfacesForm = z
  .object({
    seen,
    intent: z.string().regex(/^(add|save|remove-\d{1,3})$/, "Choose what to do"),
    standard: words("the standard", 200),
    other: words("the standard", 200),
    version: words("its version", 40),
    direction: z.enum(INTERFACE_DIRECTIONS).optional(),
    status: z.enum(INTERFACE_STATUSES).optional(),
    integrations: lines(MOST_INTERFACES, "systems"),
  })
  .superRefine((form, ctx) => {
    if (form.intent !== "add") return;
    const say = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (!form.standard && !form.other) say("standard", "Choose the standard, or name another one");
    if (!form.direction) say("direction", "Choose whether it provides or consumes");
    if (!form.status) say("status", "Choose certified, self-declared or planned");
  });

/** One service, as it is written or taken out. */
export const ServiceForm = z
  .object({
    seen,
    intent: z.enum(["save", "remove"]).optional().default("save"),
    kind: z.enum(SERVICE_KINDS).optional(),
    name: words("the name", 100),
    summary: words("the line", 300),
    alsoWith: several.refine(
      (values) => values.length <= MOST_ALSO_WITH && values.every((value) => value.length <= 80),
      "Choose from the list",
    ),
  })
  .superRefine((form, ctx) => {
    if (form.intent === "remove") return;
    const say = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (!form.kind) say("kind", "Choose whether it is an additional or an associated service");
    if (!form.name) say("name", "Enter the name of the service, for example Training on site");
    if (!form.summary)
      say("summary", "Enter what it is in one line, for example Half a day of training for each ward");
    if (form.kind === "additional_service" && form.alsoWith.length > 0)
      say("alsoWith", "An additional service belongs to this solution alone. Untick the others");
  });

/** One more success measure, or one less. */
export const MeasuresForm = z
  .object({
    seen,
    intent: z.string().regex(/^(add|remove-\d{1,3})$/, "Choose what to do"),
    measure: z
      .enum(SUCCESS_MEASURE_NAMES)
      .optional()
      .or(z.literal("").transform(() => undefined)),
    mission: words("the mission", 100),
    effect: words("what changes", 300),
    evidence: link,
  })
  .superRefine((form, ctx) => {
    if (form.intent !== "add") return;
    const say = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (!form.measure) say("measure", "Choose the success measure");
    if (!form.mission) say("mission", "Choose the mission that it serves");
    if (!form.effect)
      say("effect", "Enter what changes and by how much, for example Errors fall by 12% within a year");
  });

export const TermsForm = z.object({
  seen,
  implementation: words("the implementation", 4_000),
  serviceLevels: words("the service levels", 4_000),
  dataProcessing: words("the data processing", 4_000),
  exitTerms: words("the exit terms", 4_000),
  roadmap: words("the roadmap", 4_000),
});

export const SupportForm = z.object({
  seen,
  supportEmail: maybe("the address", 200).refine(
    (value) => value === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
    {
      message: "Enter an e-mail address, for example help@example.com",
    },
  ),
  supportPhone: maybe("the telephone number", 40).refine(
    (value) => value === null || /^[+\d][\d ()-]{6,}$/.test(value),
    {
      message: "Enter a telephone number, for example 0113 496 0000",
    },
  ),
  supportHours: words("the hours", 300),
});

export const AddCapabilityForm = z.object({
  seen,
  ref: needed("Choose a capability", "the reference", 20),
});

export const CapabilityForm = z
  .object({
    seen,
    intent: z.enum(["save", "remove"]).optional().default("save"),
    result: z.enum(["full", "partial"]).optional(),
    epics: several.refine(
      (all) => all.length <= 300 && all.every((id) => id.length <= 60),
      "Choose from the list",
    ),
  })
  .refine((form) => form.intent === "remove" || form.result !== undefined, {
    path: ["result"],
    message: "Choose whether the capability is met in full or in part",
  });

/** The first day of changed prices; null: the day of publication, or the end of the notice. */
export const PricesFromForm = z.looseObject({ seen }).transform((form, ctx) => {
  const from = readDay(form, "pricesFrom");
  if (from === null)
    ctx.addIssue({
      code: "custom",
      path: ["pricesFrom"],
      message: "The first day of the changed prices must be a real date, or left empty",
    });
  return { seen: form.seen, pricesFrom: from || null };
});

export const SeenForm = z.object({ seen });

/** What a supplier does with a change besides writing it. */
export const OwnChangeForm = z
  .object({
    seen,
    intent: z.enum(["message", "take_back", "discard"], "Choose what to do"),
    message: optionalReason,
  })
  .refine((form) => form.intent !== "message" || form.message !== "", {
    path: ["message"],
    message: "Enter a message",
  });

/** What an officer decides, or writes. */
export const ReviewForm = z
  .object({
    seen,
    intent: z.enum(["decide", "message"]).optional().default("decide"),
    decision: z.enum(["publish", "return", "reject"]).optional(),
    reason: optionalReason,
    message: optionalReason,
  })
  .superRefine((form, ctx) => {
    const say = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (form.intent === "message") {
      if (!form.message) say("message", "Enter a message");
      return;
    }
    if (!form.decision) say("decision", "Choose to publish it, to ask for changes, or to reject it");
    else if (form.decision !== "publish" && !form.reason)
      say("reason", "Enter what the supplier has to change, or why not");
  });

/** The list of what was sent in. An unknown state is left out rather than refused. */
export const ReviewsQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  state: several.transform((states) =>
    states.filter((state): state is ChangeState => (REVIEW_STATES as readonly string[]).includes(state)),
  ),
  ...placeFields(),
});

export const reviewFilter = ({ state, q }: z.output<typeof ReviewsQuery>) => ({ states: state, words: q });
