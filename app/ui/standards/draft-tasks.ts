import { APPLIES_TO_WORDS } from "~/domain/certification/standard-text";
import { formatDay } from "~/domain/shared/day";
import type { DraftView } from "~/domain/standards/draft-views.server";
import type { DraftPart } from "~/domain/standards/draft";
import { WHY_TWO_WORDS } from "~/domain/standards/two-officers";
import type { Task } from "~/ui/kit/task-list";
import { draftHref } from "./draft-frame";

type Shown = Pick<DraftView, "id" | "kind" | "content" | "scopeTexts" | "gaps" | "whyTwo">;

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** What there is to do with a draft, in order: each part says what it holds, or what is missing. */
export function draftTasks(draft: Shown): Task[] {
  const { content, kind, gaps } = draft;
  const part = (key: DraftPart, label: string, holds: string, path: string = key): Task => {
    const missing = gaps.filter((gap) => gap.part === key);
    return {
      key,
      label,
      href: draftHref(draft, path),
      hint: missing[0]?.text ?? holds,
      state: missing.length === 0 ? "completed" : "not-started",
    };
  };
  const from = content.effectiveFrom ? `In force from ${formatDay(content.effectiveFrom)}` : "";
  const comply = content.complyBy
    ? `, to be met by ${formatDay(content.complyBy)}`
    : ", without a last day to comply";
  const dates = part("dates", "Version and dates", `Version ${content.version}. ${from}${comply}`);
  const changes = part("changes", kind === "retirement" ? "Why it ends" : "What is new", content.whatChanged);
  const undated = gaps.some((gap) => gap.part === "dates");
  const ready = gaps.length === 0;
  const last: Task[] = [
    {
      key: "impact",
      label: "See whom it reaches, and when",
      href: draftHref(draft, "impact"),
      hint: undated
        ? "When its dates are set"
        : "Products, suppliers and live contracts, as things are today",
      state: undated ? "cannot-start" : "in-progress",
      stateLabel: undated ? undefined : "Read it",
    },
    {
      key: "check",
      label: draft.whyTwo ? "Check and propose" : "Check and publish",
      href: draftHref(draft, "check"),
      hint: draft.whyTwo ? WHY_TWO_WORDS[draft.whyTwo] : "One officer is enough",
      state: ready ? "not-started" : "cannot-start",
    },
  ];
  if (kind === "retirement") {
    const ends = content.retiredOn ? `Its last day is ${formatDay(content.retiredOn)}` : "";
    return [part("dates", "Its last day", ends, "end"), changes, ...last];
  }
  return [
    part("about", "What it is", content.summary),
    ...(kind === "standard"
      ? [part("applies", "What it applies to", APPLIES_TO_WORDS[content.appliesTo])]
      : []),
    part(
      "mandatory",
      "For whom it is mandatory",
      draft.scopeTexts.length === 0 ? "Nobody: it is recommended" : draft.scopeTexts.slice(0, 3).join("; "),
    ),
    part("evidence", "Evidence", count(content.items.length, "item", "items")),
    dates,
    ...(kind === "version" ? [changes] : []),
    part(
      "officers",
      "How many officers it takes",
      content.needsSecondOfficer ? "Two officers" : "One officer",
    ),
    ...last,
  ];
}
