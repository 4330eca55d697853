import { Problem } from "~/domain/shared/problem";
import type { ChangeKind, ChangeState } from "./change";
import { ListingContent } from "./content";

/** A change's row, as far as its words are read from it. */
export interface StoredRow {
  kind: string;
  state: string;
  solutionId: string;
  content: unknown;
}

/** A change's row with its words read. */
export type ReadChange<Row extends StoredRow> = Omit<Row, "kind" | "state" | "content"> & {
  kind: ChangeKind;
  state: ChangeState;
  content: ListingContent;
};

/** Reads the words of a stored change. Throws ZodError for what no command wrote. */
export function readChange<Row extends StoredRow>(row: Row): ReadChange<Row> {
  return {
    ...row,
    kind: row.kind as ChangeKind,
    state: row.state as ChangeState,
    content: ListingContent.parse(row.content),
  };
}

/** The answer for a change that does not exist, or is another supplier's. Answers Problem not-found `no-such-change`. */
export function noSuchChange(id: string, list: { label: string; href: string }): Problem {
  return new Problem("not-found", "no-such-change", {
    title: `There is no change ${id} of a listing here.`,
    detail: "It may belong to another organisation that you act for.",
    next: list,
  });
}

export const OWN_LIST = { label: "Your listings", href: "/supplying/listings" };
export const REVIEW_LIST = { label: "Listings to review", href: "/commercial/listings" };
