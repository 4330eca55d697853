import type { Quantities } from "~/domain/pricing/quantity";
import { Problem } from "~/domain/shared/problem";
import type { StateTable, StateWords } from "~/domain/shared/state-table";

export type ShortlistState = "open" | "locked" | "awarded" | "abandoned";
export type ShortlistAction = "change" | "lock" | "explain" | "award" | "abandon";

/** A lock freezes the evidence; after it only reasons and the award are added. */
export const SHORTLIST_STATES: StateTable<ShortlistState, ShortlistAction> = {
  open: { change: "open", lock: "locked", abandon: "abandoned" },
  locked: { explain: "locked", award: "awarded", abandon: "abandoned" },
  awarded: {},
  abandoned: {},
};

/** How its refusals are said. */
export const SHORTLIST_WORDS: StateWords<ShortlistState, ShortlistAction> = {
  actions: {
    change: "change what is on this shortlist",
    lock: "lock this shortlist",
    explain: "choose from this shortlist and give reasons",
    award: "award from this shortlist",
    abandon: "give up this shortlist",
  },
  states: {
    open: "it is not locked yet",
    locked: "it is locked already",
    awarded: "it is awarded already",
    abandoned: "it was given up",
  },
};

/** The way on from a refusal: the shortlist itself. */
export const toShortlist = (id: string) => ({
  label: `Go to shortlist ${id}`,
  href: `/buying/shortlists/${id}`,
});

/** Side by side, more than eight columns cannot be read (product.md, section 5: compare 2 to 8). */
export const MOST_SOLUTIONS = 8;
export const LONGEST_NAME = 100;
export const LONGEST_NEED = 2000;
export const SHORTEST_REASON = 10;
export const LONGEST_REASON = 1000;

/** Reads the stored quantities: whole numbers as text. */
export function readQuantities(stored: Record<string, string>): Quantities {
  return Object.fromEntries(Object.entries(stored).map(([unit, text]) => [unit, BigInt(text)]));
}

/** Quantities as JSON can hold them: whole numbers as decimal strings, without those that are nothing. */
export function storeQuantities(quantities: Quantities): Record<string, string> {
  return Object.fromEntries(
    Object.entries(quantities)
      .filter(([, quantity]) => quantity !== undefined && quantity > 0n)
      .map(([unit, quantity]) => [unit, String(quantity)]),
  );
}

/** What stands in the way of a lock, each in one sentence with what to do. */
export function whyNotLockable(shortlist: {
  lotId: string | null;
  quantities: Quantities;
  /** Why the lot forbids the term; null when it does not, or no lot is chosen. */
  termNotInLot: string | null;
  items: readonly {
    name: string;
    priceMissing: string | null;
    notCompliant: string | null;
    inLot: boolean;
  }[];
}): string[] {
  const reasons: string[] = [];
  if (shortlist.items.length === 0) reasons.push("Add at least one solution to the shortlist.");
  if (shortlist.lotId === null) reasons.push("Choose the framework lot that you will buy from.");
  if (Object.keys(shortlist.quantities).length === 0)
    reasons.push("Enter how many you need of at least one unit.");
  if (shortlist.termNotInLot) reasons.push(shortlist.termNotInLot);
  for (const item of shortlist.items) {
    if (shortlist.lotId !== null && !item.inLot) {
      reasons.push(`${item.name} is not offered in the lot you chose. Remove it, or choose another lot.`);
    }
    if (item.priceMissing) reasons.push(item.priceMissing);
    if (item.notCompliant)
      reasons.push(`${item.notCompliant} Remove it from the shortlist to go on without it.`);
  }
  return reasons;
}

export interface Choice {
  chosenSolutionId: string;
  /** For every other solution, why it was not chosen. */
  reasons: Readonly<Record<string, string>>;
  /** For those that do not meet the need as stated, which need; the lot's mechanism leaves them out. */
  unmetNeeds?: Readonly<Record<string, string>>;
  /** Somebody has looked a second time at a choice that leaves no other solution to rank. */
  lookedAgain?: boolean;
}

/** True when a choice says of every other solution of the shortlist that it does not meet the need: nothing is left to rank. */
export function leavesNoOther(choice: Choice, solutionIds: readonly string[]): boolean {
  const others = solutionIds.filter((id) => id !== choice.chosenSolutionId);
  return others.length > 0 && others.every((id) => choice.unmetNeeds?.[id] !== undefined);
}

/** Why the words for an unmet need will not do, or null: which need it is stands in them. */
export function unmetNeedFault(text: string): string | null {
  const given = text.trim();
  if (given.length < SHORTEST_REASON) {
    return `Enter which need it does not meet, in ${SHORTEST_REASON} characters or more.`;
  }
  return given.length > LONGEST_REASON
    ? `Say which need it does not meet in ${LONGEST_REASON.toLocaleString("en-GB")} characters or fewer.`
    : null;
}

/**
 * What is wrong with a choice, by solution id, and by "need:" and the id for the words of an unmet need; empty when every
 * solution is either chosen or explained.
 */
export function checkChoice(choice: Choice, solutionIds: readonly string[]): Record<string, string> {
  const wrong: Record<string, string> = {};
  const isChosen = solutionIds.includes(choice.chosenSolutionId);
  if (!isChosen) wrong.chosen = "Choose one of the solutions on this shortlist.";
  const reasonFor = (id: string) => (choice.reasons[id] ?? "").trim();
  const unexplained = solutionIds.filter((id) => reasonFor(id) === "");
  // The only one without a reason is the one that will be chosen: there is nothing to enter for it.
  const willBeChosen = isChosen || unexplained.length !== 1 ? choice.chosenSolutionId : unexplained[0];
  for (const id of solutionIds) {
    if (id === willBeChosen) continue;
    const reason = reasonFor(id);
    if (reason.length < SHORTEST_REASON) {
      const unless = isChosen ? "" : "Unless you choose it: ";
      const enter = `${isChosen ? "Enter" : "enter"} why this solution was not chosen, in ${SHORTEST_REASON} characters or more.`;
      wrong[id] = `${unless}${enter}`;
    } else if (reason.length > LONGEST_REASON) {
      wrong[id] =
        `Say why this solution was not chosen in ${LONGEST_REASON.toLocaleString("en-GB")} characters or fewer.`;
    }
    const need = choice.unmetNeeds?.[id];
    const fault = need === undefined ? null : unmetNeedFault(need);
    if (fault) wrong[`need:${id}`] = fault;
  }
  return wrong;
}

/**
 * The refusal for a shortlist that is not there, or is another organisation's. Answers Problem not-found
 * `no-such-shortlist`.
 */
export function noSuchShortlist(): Problem {
  return new Problem("not-found", "no-such-shortlist", {
    title: "There is no such shortlist in your organisation.",
    next: { label: "Your shortlists", href: "/buying/shortlists" },
  });
}
