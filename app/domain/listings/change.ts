import type { StateTable, StateWords } from "~/domain/shared/state-table";

/** A solution that is listed for the first time, or an edit of one that is on sale. */
export type ChangeKind = "new" | "edit";
export type ChangeState = "draft" | "submitted" | "returned" | "published" | "rejected" | "discarded";
export type ChangeAction =
  | "change"
  | "submit"
  | "publish_at_once"
  | "take_back"
  | "publish"
  | "return"
  | "reject"
  | "discard"
  | "close";

/**
 * What may be done with a change of a listing, and where it leads. What was decided stays as it is; `close` is what becomes of an
 * open one when its listing is withdrawn.
 */
export const CHANGE_STATES: StateTable<ChangeState, ChangeAction> = {
  draft: {
    change: "draft",
    submit: "submitted",
    publish_at_once: "published",
    discard: "discarded",
    close: "discarded",
  },
  submitted: {
    take_back: "draft",
    publish: "published",
    return: "returned",
    reject: "rejected",
    close: "discarded",
  },
  returned: {
    change: "returned",
    submit: "submitted",
    publish_at_once: "published",
    discard: "discarded",
    close: "discarded",
  },
  published: {},
  rejected: {},
  discarded: {},
};

/** How its refusals are said. */
export const CHANGE_WORDS: StateWords<ChangeState, ChangeAction> = {
  actions: {
    change: "change this listing",
    submit: "send this listing in",
    publish_at_once: "publish this listing",
    take_back: "take this listing back",
    publish: "publish this listing",
    return: "return this listing",
    reject: "reject this listing",
    discard: "discard these changes",
    close: "close these changes",
  },
  states: {
    draft: "its supplier is writing it",
    submitted: "it is sent in, and the centre decides about it",
    returned: "it was returned to its supplier",
    published: "it is published already",
    rejected: "it was rejected",
    discarded: "it was discarded",
  },
};

/** States in which a change is not decided: a listing has one such change at a time. */
export const OPEN_STATES = ["draft", "submitted", "returned"] as const satisfies readonly ChangeState[];
/** Whether a change in this state is not decided. */
export const isOpen = (state: ChangeState): boolean =>
  (OPEN_STATES as readonly ChangeState[]).includes(state);

/** What the centre sees: what was sent in. A draft, also one that was taken back, is its supplier's alone. */
export const REVIEW_STATES = [
  "submitted",
  "returned",
  "published",
  "rejected",
] as const satisfies readonly ChangeState[];
/** Whether the centre sees a change in this state. */
export const isReviewable = (state: ChangeState): boolean =>
  (REVIEW_STATES as readonly ChangeState[]).includes(state);

/** Whether the supplier is writing it. */
export const isWriting = (state: ChangeState): boolean => state === "draft" || state === "returned";

/** Whether the centre reviews a change before it is published: a new solution, and an edit of what is material. */
export const waitsForCentre = (change: { kind: ChangeKind; materials: readonly unknown[] }): boolean =>
  change.kind === "new" || change.materials.length > 0;

export const CHANGE_KIND_WORDS: Record<ChangeKind, string> = { new: "New solution", edit: "Edit" };

const STATE_WORDS: Partial<Record<ChangeState, string>> = {
  draft: "Being written",
  submitted: "In review",
  returned: "Changes asked for",
};

/** A state as people read it, on pages and in files. */
export const changeStateWord = (state: ChangeState): string =>
  STATE_WORDS[state] ?? state.charAt(0).toUpperCase() + state.slice(1);
