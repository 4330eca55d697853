import { and, eq, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { containing } from "~db/like";
import { isAnyOf } from "~db/lists";
import { user } from "~db/schema/people";
import { standardDraft } from "~db/schema/standards";
import type { StandardVersion } from "~/domain/certification/certificates/certificate";
import { dayOf, type Day } from "~/domain/shared/day";
import { keysetList, numberKeys, type List, type SortOrder } from "~/domain/shared/keyset.server";
import { differencesBetween, type Difference } from "./differences";
import { DraftContent, draftGaps, type DraftKind, type DraftState, type Gap } from "./draft";
import { noSuchDraft, readDraft } from "./stored-draft";
import { contentOf } from "./registry-content";
import { loadedHistory } from "./loaded-history";
import { registryOf } from "./registry-views.server";
import { scopeChoices } from "./scope-views.server";
import { namesOf, scopeText } from "./scope-words";
import { whyTwo, type WhyTwo } from "./two-officers";

export interface DraftRow {
  id: string;
  kind: DraftKind;
  standardId: string;
  title: string;
  version: string;
  state: DraftState;
  effectiveFrom: Day | null;
  complyBy: Day | null;
  createdByName: string;
  changedAt: Date;
}

export interface DraftFilter {
  /** None: all of them. */
  states?: readonly DraftState[];
  words?: string;
}

/** By the moment that lists show. */
const ORDER: SortOrder = {
  keys: [{ by: standardDraft.changedAt, type: "timestamptz" }, ...numberKeys(standardDraft.id)],
  descending: true,
};

/** Drafts and what was published from them, the last changed first. */
export function draftsList(q: Queryable, filter: DraftFilter = {}): List<DraftRow> {
  const content = (name: string) => sql`${standardDraft.content} ->> ${name}`;
  const words = filter.words ? containing(filter.words) : null;
  return keysetList<DraftRow>(q, ORDER, (keys, past) =>
    q
      .select({
        id: standardDraft.id,
        kind: sql<DraftKind>`${standardDraft.kind}`,
        standardId: standardDraft.standardId,
        title: standardDraft.title,
        version: sql<string>`${content("version")}`,
        state: sql<DraftState>`${standardDraft.state}`,
        effectiveFrom: sql<Day | null>`${content("effectiveFrom")}`,
        complyBy: sql<Day | null>`${content("complyBy")}`,
        createdByName: user.name,
        changedAt: standardDraft.changedAt,
        ...keys,
      })
      .from(standardDraft)
      .innerJoin(user, eq(user.id, standardDraft.createdBy))
      .where(
        and(
          filter.states?.length ? isAnyOf(standardDraft.state, filter.states) : undefined,
          words
            ? or(
                sql`${standardDraft.title} ilike ${words}`,
                sql`${standardDraft.id} ilike ${words}`,
                sql`${standardDraft.standardId} ilike ${words}`,
              )
            : undefined,
          past,
        ),
      ),
  );
}

/** What waits for a decision that this officer may take: not what they proposed themselves. Longest waiting first. */
export async function draftsWaiting(
  q: Queryable,
  userId: string,
): Promise<{ id: string; title: string; version: string; kind: DraftKind; proposedAt: Date; by: string }[]> {
  return q
    .select({
      id: standardDraft.id,
      title: standardDraft.title,
      version: sql<string>`${standardDraft.content} ->> 'version'`,
      kind: sql<DraftKind>`${standardDraft.kind}`,
      proposedAt: sql<Date>`${standardDraft.proposedAt}`.mapWith(standardDraft.proposedAt),
      by: user.name,
    })
    .from(standardDraft)
    .innerJoin(user, eq(user.id, standardDraft.proposedBy))
    .where(and(eq(standardDraft.state, "proposed"), sql`${standardDraft.proposedBy} <> ${userId}`))
    .orderBy(standardDraft.proposedAt)
    .limit(10);
}

export interface DraftView {
  id: string;
  kind: DraftKind;
  standardId: string;
  state: DraftState;
  revision: number;
  content: DraftContent;
  /** What is still missing; empty once it is proposed. */
  gaps: Gap[];
  /** Where it is mandatory, in words, in the order of its scopes. */
  scopeTexts: string[];
  /** Versions that are published, newest first. */
  versions: StandardVersion[];
  /** What it changes of the standard as it is, or was when this was published; empty for a new one. */
  differences: Difference[];
  /** Why a second officer decides; null: one is enough. */
  whyTwo: WhyTwo | null;
  createdByName: string;
  proposedBy: string | null;
  proposedByName: string | null;
  proposedAt: Date | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string;
}

/** One draft with what is missing and what it changes. Throws Problem not-found `no-such-draft`. */
export async function draftView(q: Queryable, input: { id: string; today: Day }): Promise<DraftView> {
  const [[row], choices] = await Promise.all([
    q.select().from(standardDraft).where(eq(standardDraft.id, input.id)),
    scopeChoices(q),
  ]);
  if (!row) throw noSuchDraft(input.id);
  const draft = readDraft(row);
  const people = [row.createdBy, row.proposedBy, row.decidedBy].filter((id) => id !== null);
  const named = await q.select({ id: user.id, name: user.name }).from(user).where(isAnyOf(user.id, people));
  const nameOf = (id: string | null) => named.find((one) => one.id === id)?.name ?? null;
  const known = await registryOf(q, draft.standardId);
  const names = namesOf(choices);
  const texts = (of: DraftContent) => of.scopes.map((scope) => scopeText(scope, names));
  const was = draft.before
    ? DraftContent.parse(draft.before)
    : draft.state !== "published" && known
      ? contentOf(known, input.today)
      : null;
  const { content, kind } = draft;
  const ending = { ...(was ?? content), retiredOn: content.retiredOn };
  return {
    id: draft.id,
    kind,
    standardId: draft.standardId,
    state: draft.state,
    revision: draft.revision,
    content,
    gaps:
      draft.state === "draft"
        ? draftGaps(content, { kind, versions: known?.versions ?? [], today: input.today })
        : [],
    scopeTexts: texts(content),
    versions: [...(known?.versions ?? [])].reverse(),
    differences: was
      ? differencesBetween(
          { ...was, scopeTexts: texts(was) },
          kind === "retirement"
            ? { ...ending, scopeTexts: texts(was) }
            : { ...content, scopeTexts: texts(content) },
        )
      : [],
    whyTwo: whyTwo(content, known),
    createdByName: nameOf(row.createdBy) ?? "",
    proposedBy: draft.proposedBy,
    proposedByName: nameOf(row.proposedBy),
    proposedAt: draft.proposedAt,
    decidedByName: nameOf(row.decidedBy),
    decidedAt: draft.decidedAt,
    decisionReason: draft.decisionReason,
  };
}

/** What a published change of a standard changed. */
export interface HistoryEntry {
  id: string;
  kind: DraftKind;
  version: string;
  /** The day of publication; of a version that was loaded, the day from which it is in force. */
  on: Day;
  published: boolean;
  /** In the officer's words; empty for a version that was loaded. */
  whatChanged: string;
  differences: Difference[];
}

/**
 * What each change of a standard changed, the newest first: as an officer published it, and, for versions that were loaded, against
 * the version before.
 */
export async function standardHistory(q: Queryable, standardId: string): Promise<HistoryEntry[]> {
  const where: SQL = eq(standardDraft.standardId, standardId);
  const [rows, choices, known] = await Promise.all([
    q
      .select()
      .from(standardDraft)
      .where(and(where, eq(standardDraft.state, "published"))),
    scopeChoices(q),
    registryOf(q, standardId),
  ]);
  const names = namesOf(choices);
  const texts = (of: DraftContent) => of.scopes.map((scope) => scopeText(scope, names));
  const published = rows.map((row): HistoryEntry => {
    const { id, kind, content, before } = readDraft(row);
    const was = before ? DraftContent.parse(before) : null;
    return {
      id,
      kind,
      version: content.version,
      on: dayOf(row.decidedAt!),
      published: true,
      whatChanged: content.whatChanged,
      differences:
        was && kind === "version"
          ? differencesBetween({ ...was, scopeTexts: texts(was) }, { ...content, scopeTexts: texts(content) })
          : [],
    };
  });
  const named = new Set(published.filter((one) => one.kind !== "retirement").map((one) => one.version));
  const loaded = known ? loadedHistory(known).filter((one) => !named.has(one.version)) : [];
  return [...published, ...loaded].sort((a, b) => b.on.localeCompare(a.on));
}
