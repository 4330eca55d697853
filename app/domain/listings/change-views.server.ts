import { and, asc, eq, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { supplier } from "~db/schema/catalogue";
import { listingChange, listingMessage } from "~db/schema/listings";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import type { Verdict } from "~/domain/certification/verdict";
import { loadVerdictFacts } from "~/domain/certification/verdict-facts.server";
import { OWN_LOTS, verdictsFor } from "~/domain/certification/verdict-views.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { REVIEW_STATES, type ChangeKind, type ChangeState } from "./change";
import { listingGaps, listingLint, type Gap, type KnownCapability } from "./completeness";
import { emptyContent, ListingContent } from "./content";
import { capabilitiesIn, storedContent } from "./content-views.server";
import { listingDifferences, type ListingDifference } from "./differences";
import type { ReviewEnd } from "./review/ended-review";
import { materialChanges, type Material } from "./material";
import { noticeOf } from "./notice-views.server";
import { changesPrices, firstDayOfPrices, noticeGaps, type NoticeTerms } from "./price-notice";
import { readOpenChange } from "./read-open-change.server";
import { noSuchChange, OWN_LIST, REVIEW_LIST } from "./stored-change";

export interface ThreadMessage {
  id: number;
  side: "supplier" | "centre";
  author: string;
  organisation: string;
  text: string;
  at: Date;
}

async function threadOf(q: Queryable, changeId: string): Promise<ThreadMessage[]> {
  return q
    .select({
      id: listingMessage.id,
      side: sql<"supplier" | "centre">`${listingMessage.side}`,
      author: user.name,
      organisation: organisation.name,
      text: listingMessage.text,
      at: listingMessage.at,
    })
    .from(listingMessage)
    .innerJoin(user, eq(user.id, listingMessage.authorId))
    .innerJoin(organisation, eq(organisation.code, listingMessage.organisationCode))
    .where(eq(listingMessage.changeId, changeId))
    .orderBy(asc(listingMessage.id));
}

export interface ChangeView {
  id: string;
  kind: ChangeKind;
  solutionId: string;
  supplierId: string;
  supplierName: string;
  name: string;
  state: ChangeState;
  revision: number;
  content: ListingContent;
  /** What is published now, or was when this was published; null of a new solution. */
  before: ListingContent | null;
  capabilities: (KnownCapability & { description: string; categoryName: string })[];
  gaps: Gap[];
  lint: Gap[];
  differences: ListingDifference[];
  /** Why an edit waits for the centre; empty: it is published at once. */
  materials: Material[];
  /** What the frameworks ask for before a price goes up. */
  notice: NoticeTerms;
  /** The first day of the changed prices if it were published today; null where no price changes. */
  pricesFrom: Day | null;
  thread: ThreadMessage[];
  createdByName: string;
  submittedByName: string | null;
  submittedAt: Date | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  endedHow: ReviewEnd | null;
  endedByName: string | null;
  endedAt: Date | null;
  publishedVersion: number | null;
}

async function readView(q: Queryable, where: SQL | undefined, today: Day): Promise<ChangeView | null> {
  const [row] = await q
    .select({ change: listingChange, supplierName: supplier.name })
    .from(listingChange)
    .innerJoin(supplier, eq(supplier.id, listingChange.supplierId))
    .where(where);
  if (!row) return null;
  const change = await readOpenChange(q, row.change);
  const before =
    change.kind === "new"
      ? null
      : change.before
        ? ListingContent.parse(change.before)
        : ((await storedContent(q, change.solutionId)) ?? null);
  const people = [change.createdBy, change.submittedBy, change.decidedBy, change.endedBy].filter(
    (id) => id !== null,
  );
  const [capabilities, thread, named, terms] = await Promise.all([
    capabilitiesIn(q, before ? [before, change.content] : [change.content]),
    threadOf(q, change.id),
    q.select({ id: user.id, name: user.name }).from(user).where(isAnyOf(user.id, people)),
    noticeOf(q, change.solutionId, today),
  ]);
  const prices = before ? { before, after: change.content, terms, today } : null;
  const nameOf = (id: string | null) => named.find((one) => one.id === id)?.name ?? null;
  const { content } = change;
  return {
    id: change.id,
    kind: change.kind,
    solutionId: change.solutionId,
    supplierId: change.supplierId,
    supplierName: row.supplierName,
    name: change.name,
    state: change.state,
    revision: change.revision,
    content,
    before,
    capabilities,
    gaps: [...listingGaps(content), ...(prices ? noticeGaps(prices) : [])],
    lint: listingLint(content, capabilities),
    differences: before ? listingDifferences(before, content, capabilities) : [],
    materials: before ? materialChanges(before, content, capabilities) : [],
    notice: terms,
    pricesFrom: prices && changesPrices(prices.before, content) ? firstDayOfPrices(prices) : null,
    thread,
    createdByName: nameOf(change.createdBy) ?? "",
    submittedByName: nameOf(change.submittedBy),
    submittedAt: change.submittedAt,
    decidedByName: nameOf(change.decidedBy),
    decidedAt: change.decidedAt,
    endedHow: change.endedHow as ReviewEnd | null,
    endedByName: nameOf(change.endedBy),
    endedAt: change.endedAt,
    publishedVersion: change.publishedVersion,
  };
}

/** A change of the supplier's own. Another supplier's is not found. Throws Problem not-found `no-such-change`. */
export async function ownChange(
  q: Queryable,
  input: { changeId: string; supplierId: string; today: Day },
): Promise<ChangeView> {
  const found = await readView(
    q,
    and(eq(listingChange.id, input.changeId), eq(listingChange.supplierId, input.supplierId)),
    input.today,
  );
  if (!found) throw noSuchChange(input.changeId, OWN_LIST);
  return found;
}

/**
 * A change as the centre sees it: what was sent in. While the supplier writes it again, only its thread. Throws Problem not-found
 * `no-such-change`.
 */
export async function reviewedChange(
  q: Queryable,
  input: { changeId: string; today: Day },
): Promise<ChangeView> {
  const found = await readView(
    q,
    and(eq(listingChange.id, input.changeId), isAnyOf(listingChange.state, REVIEW_STATES)),
    input.today,
  );
  if (!found) throw noSuchChange(input.changeId, REVIEW_LIST);
  if (found.state !== "returned") return found;
  const content = found.before ?? emptyContent(found.name, "");
  return { ...found, content, gaps: [], lint: [], differences: [], materials: [] };
}

/**
 * The verdict of a solution as it would be if it said what the change says, by the standards of its own lots: those of the gate.
 * Throws Problem not-found `no-such-solution`.
 */
export async function verdictOfContent(
  q: Queryable,
  input: { solutionId: string; content: ListingContent; on: Day },
): Promise<Verdict> {
  const { solutionId, content, on } = input;
  const facts = await loadVerdictFacts(q, { solutionIds: [solutionId], on });
  const stored = facts.solutions.get(solutionId);
  if (!stored) throw noSuchSolution();
  const { name, productVersion, careSettings } = content;
  const claimed = {
    ...stored,
    name,
    productVersion,
    careSettings,
    capabilityRefs: content.capabilities.map(({ ref }) => ref).sort(),
  };
  const solutions = new Map([[solutionId, claimed]]);
  const verdicts = await verdictsFor(q, {
    solutionIds: [solutionId],
    lotId: OWN_LOTS,
    buyerKind: null,
    on,
    facts: { ...facts, solutions },
  });
  return verdicts.get(solutionId)!;
}

const noSuchSolution = () => new Problem("not-found", "no-such-solution", "There is no such solution.");
