import { stateWord } from "~/domain/shared/state-words";
import type { DraftKind } from "./draft";

/** What a draft is of. */
export const KIND_WORDS: Record<DraftKind, string> = {
  standard: "New standard",
  version: "New version",
  retirement: "End of a standard",
};

/** "Safety case, version 2", or what ends. */
export function draftName({
  kind,
  content,
}: {
  kind: DraftKind;
  content: { title: string; version: string };
}): string {
  if (kind === "retirement") return `The end of ${content.title}`;
  return content.version ? `${content.title}, version ${content.version}` : content.title;
}

/** The state of a draft in words: what was proposed waits for a second officer, as everything does that two decide. */
export const draftStateWord = (state: string): string =>
  state === "proposed" ? "Waiting" : stateWord(state);
