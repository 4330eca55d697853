import { Problem } from "~/domain/shared/problem";
import { DraftContent, type DraftKind, type DraftState } from "./draft";

interface Stored {
  kind: string;
  state: string;
  content: unknown;
}

/** A draft's row with its words read. */
export type ReadDraft<Row extends Stored> = Omit<Row, "kind" | "state" | "content"> & {
  kind: DraftKind;
  state: DraftState;
  content: DraftContent;
};

/** Reads the words of a stored draft. Throws ZodError for what no command wrote. */
export function readDraft<Row extends Stored>(row: Row): ReadDraft<Row> {
  const { kind, state, content } = row;
  return {
    ...row,
    kind: kind as DraftKind,
    state: state as DraftState,
    content: DraftContent.parse(content),
  };
}

/** The answer for a draft of a standard that does not exist. Answers Problem not-found `no-such-draft`. */
export function noSuchDraft(id: string): Problem {
  return new Problem("not-found", "no-such-draft", {
    title: `There is no draft ${id}.`,
    next: { label: "Drafts of standards", href: "/commercial/standards" },
  });
}
