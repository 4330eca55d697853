import { Problem } from "./problem";

/** What a form showed of what is stored, when it was opened: a text by the label of each field, in the form's order. */
export type Seen = Readonly<Record<string, string>>;

const LONGEST_SHOWN = 80;
const EMPTY = "nothing";

/** Reads what a form sent back of what it had shown; null when it sent none, or nothing that can be read. */
export function readSeen(text: unknown): Seen | null {
  if (typeof text !== "string" || text === "") return null;
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== "object" || read === null || Array.isArray(read)) return null;
    return Object.fromEntries(
      Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    return null;
  }
}

/** What is stored now and was otherwise when the form was opened, a sentence a field; empty when nothing changed. */
export function changedSince(seen: Seen, now: Seen): string[] {
  const labels = [...new Set([...Object.keys(now), ...Object.keys(seen)])];
  return labels.flatMap((label) => {
    const [before, after] = [seen[label] ?? "", now[label] ?? ""];
    if (before === after) return [];
    if (Math.max(before.length, after.length) > LONGEST_SHOWN) return [`${label} was rewritten.`];
    return [`${label} is ${after || EMPTY} now, and was ${before || EMPTY}.`];
  });
}

/** The refusal of a form over which somebody else has saved, with what they changed. */
export function seenOtherwise(changes: readonly string[]): Problem {
  return new Problem("conflict", "changed-meanwhile", {
    title: "Somebody has changed this since you opened the page. Nothing was saved.",
    detail: `${changes.join(" ")} What you typed is still below. Save again to put it in place of what they saved.`,
  });
}
