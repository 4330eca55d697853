import { z } from "zod";
import type { StandardVersion } from "~/domain/certification/certificates/certificate";
import { addDays, formatDay, isDay, type Day } from "~/domain/shared/day";
import type { StateTable, StateWords } from "~/domain/shared/state-table";

/** A new standard, a new version of one, or the end of one. */
export type DraftKind = "standard" | "version" | "retirement";
export type DraftState = "draft" | "proposed" | "published" | "discarded";
type DraftAction = "change" | "propose" | "publish" | "send_back" | "discard";

/** What may be done with a draft, and where it leads. What was published or discarded stays as it is. */
export const DRAFT_STATES: StateTable<DraftState, DraftAction> = {
  draft: { change: "draft", propose: "proposed", publish: "published", discard: "discarded" },
  proposed: { publish: "published", send_back: "draft" },
  published: {},
  discarded: {},
};

/** How its refusals are said. */
export const DRAFT_WORDS: StateWords<DraftState, DraftAction> = {
  actions: {
    change: "change this draft",
    propose: "propose this draft",
    publish: "publish this draft",
    send_back: "send this draft back",
    discard: "discard this draft",
  },
  states: {
    draft: "nobody has proposed it yet",
    proposed: "it is proposed, and somebody else decides about it",
    published: "it is published already",
    discarded: "it was discarded",
  },
};

const Day = z.string().refine(isDay) as unknown as z.ZodType<Day>;
const Kind = z.enum(["file", "url", "register", "declaration"]);
const text = z.string();

const Item = z.object({
  title: text,
  /** Empty: the kinds that fit its title. */
  kinds: z.array(Kind),
  validityMonths: z.number().int().positive().nullable(),
  form: text.nullable(),
});
const Scope = z.object({
  capabilityRef: text.nullable(),
  lotId: text.nullable(),
  careSetting: text.nullable(),
  buyerKind: text.nullable(),
});

/** All that a draft says, as it is stored. Days in London, validity in whole months. */
export const DraftContent = z.object({
  title: text,
  summary: text,
  ownerName: text,
  certifier: text.nullable(),
  category: text,
  appliesTo: z.enum(["organisation", "product", "deployment", "framework"]),
  legalReference: text.nullable(),
  url: text.nullable(),
  /** "2" of "dtac@2"; for a retirement empty. */
  version: text,
  effectiveFrom: Day.nullable(),
  complyBy: Day.nullable(),
  retiredOn: Day.nullable(),
  validityMonths: z.number().int().positive().nullable(),
  /** The last day on which the versions before it can be claimed; null: they go on. */
  formerRetiredOn: Day.nullable(),
  items: z.array(Item),
  /** Where it is mandatory; one with nothing set is everything that it applies to. */
  scopes: z.array(Scope),
  needsSecondOfficer: z.boolean(),
  /** What is new, or why it ends, for everybody who has to meet it. */
  whatChanged: text,
});
export type DraftContent = z.output<typeof DraftContent>;
export type DraftItem = z.output<typeof Item>;
export type DraftScope = z.output<typeof Scope>;

/** The parts of a draft, each a page of its own; a gap names the part that closes it. */
export type DraftPart = "about" | "applies" | "mandatory" | "evidence" | "dates" | "changes" | "officers";

export interface Gap {
  part: DraftPart;
  text: string;
  /** The date or name that is wrong, where it is one. */
  field?: "version" | "effectiveFrom" | "complyBy" | "retiredOn" | "formerRetiredOn";
}

export const MOST_ITEMS = 30;
export const MOST_SCOPES = 30;
export const LONGEST_VALIDITY_MONTHS = 120;
/** Notices go so many days before the last day to comply (product.md, section 4). */
export const NOTICE_DAYS = [180, 90, 30] as const;

const NOTHING: DraftContent = {
  title: "",
  summary: "",
  ownerName: "",
  certifier: null,
  category: "",
  appliesTo: "product",
  legalReference: null,
  url: null,
  version: "1",
  effectiveFrom: null,
  complyBy: null,
  retiredOn: null,
  validityMonths: 12,
  formerRetiredOn: null,
  items: [],
  scopes: [],
  needsSecondOfficer: true,
  whatChanged: "",
};

/** A new standard with its title and nothing else. */
export const emptyDraft = (title: string): DraftContent => ({ ...NOTHING, title });

/** The id of a new standard, from its title: "Clinical safety of AI" is "clinical-safety-of-ai". */
export function standardIdOf(title: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  return words.slice(0, 60).replaceAll(/^-+|-+$/g, "");
}

/** The version after the newest: "3" after "2", and nothing to go by after a word. */
export function nextVersion(versions: readonly Pick<StandardVersion, "version">[]): string {
  const numbers = versions.map(({ version }) => Number.parseInt(version, 10)).filter(Number.isInteger);
  return numbers.length > 0 ? String(Math.max(...numbers) + 1) : "";
}

const VERSION = /^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$/;

interface Known {
  kind: DraftKind;
  /** Of this standard, those that are published. */
  versions: readonly StandardVersion[];
  today: Day;
}

/** What keeps a draft from being published on a day, in words for the officer; empty when nothing does. */
export function draftGaps(draft: DraftContent, known: Known): Gap[] {
  if (known.kind === "retirement") return retirementGaps(draft, known);
  const gaps: Gap[] = [];
  const need = (part: DraftPart, given: unknown, words: string) => {
    if (!given) gaps.push({ part, text: words });
  };
  need("about", draft.title && draft.summary, "Give the standard a title and a summary.");
  need("about", draft.ownerName, "Say who owns the standard.");
  need("about", draft.category, "Say which category it belongs to.");
  const held = draft.appliesTo === "product" || draft.appliesTo === "organisation";
  need(
    "evidence",
    !held || draft.items.length > 0,
    "Say what shows that it is met: add one item of evidence.",
  );
  if (known.kind === "version") need("changes", draft.whatChanged, "Say what is new in this version.");
  return [...gaps, ...dateGaps(draft, known)];
}

function dateGaps(draft: DraftContent, { versions, today }: Known): Gap[] {
  const { version, effectiveFrom: from, complyBy, retiredOn, formerRetiredOn } = draft;
  const gaps: Gap[] = [];
  const say = (field: Gap["field"], words: string) => gaps.push({ part: "dates", text: words, field });
  if (!VERSION.test(version)) say("version", "Name the version, for example 3 or 2.1.");
  else if (versions.some((one) => one.version === version))
    say("version", `There is a version ${version} already. Give this one another name.`);
  if (from === null) say("effectiveFrom", "Say from which day it is in force.");
  else {
    if (from < today)
      say("effectiveFrom", "The day from which it is in force is past. Choose today or later.");
    const latest = versions
      .map((one) => one.effectiveFrom)
      .sort()
      .at(-1);
    if (latest !== undefined && from <= latest)
      say("effectiveFrom", `It must begin after ${formatDay(latest)}, when the version before it began.`);
    if (complyBy !== null && complyBy < from)
      say("complyBy", "The last day to comply must be on or after the day from which it is in force.");
    if (retiredOn !== null && retiredOn < (complyBy ?? from))
      say(
        "retiredOn",
        "Its own last day must be on or after the day from which it is in force and the last day to comply.",
      );
    if (formerRetiredOn !== null && formerRetiredOn < addDays(from, -1))
      say(
        "formerRetiredOn",
        "Earlier versions can be claimed until this one is in force, so that there is no day without one.",
      );
  }
  return gaps;
}

function retirementGaps(draft: DraftContent, { versions, today }: Known): Gap[] {
  const gaps: Gap[] = [];
  const { retiredOn } = draft;
  const say = (words: string) => gaps.push({ part: "dates", text: words, field: "retiredOn" });
  if (retiredOn === null) say("Say which day is its last.");
  else if (retiredOn < today) say("Its last day is past. Choose today or later.");
  const later = versions.find((one) => retiredOn !== null && one.effectiveFrom > retiredOn);
  if (later) {
    say(`Version ${later.version} begins on ${formatDay(later.effectiveFrom)}, after that last day.`);
  }
  if (!draft.whatChanged) gaps.push({ part: "changes", text: "Say why the standard ends." });
  return gaps;
}
