import { and, asc, eq, ne, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { standard } from "~db/schema/certification";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { officerProposal } from "~db/schema/proposals";
import type { Day } from "../shared/day";
import { noSuchProposal } from "./lock-proposal.server";
import type { ProposalKind, ProposalState, Wish } from "./proposal";

export interface ProposalRow {
  id: string;
  reference: string;
  kind: ProposalKind;
  wish: Wish;
  reason: string;
  state: ProposalState;
  proposedBy: string;
  proposedByName: string;
  proposedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string;
}

/** At most so many are shown together; agreements and waivers that wait are few. */
export const MOST_WAITING = 50;

async function proposals(q: Queryable, where: SQL | undefined): Promise<ProposalRow[]> {
  const rows = await q
    .select({
      id: officerProposal.id,
      reference: officerProposal.reference,
      kind: officerProposal.kind,
      terms: sql<object>`${officerProposal.terms}`,
      reason: officerProposal.reason,
      state: officerProposal.state,
      proposedBy: officerProposal.proposedBy,
      proposedByName: user.name,
      proposedAt: officerProposal.proposedAt,
      decidedByName: sql<
        string | null
      >`(select name from ${user} d where d.id = ${officerProposal.decidedBy})`,
      decidedAt: officerProposal.decidedAt,
      decisionReason: officerProposal.decisionReason,
    })
    .from(officerProposal)
    .innerJoin(user, eq(user.id, officerProposal.proposedBy))
    .where(where)
    .orderBy(asc(officerProposal.proposedAt), asc(officerProposal.id))
    .limit(MOST_WAITING);
  return rows.map(({ terms, ...row }) => ({
    ...row,
    kind: row.kind as ProposalKind,
    state: row.state as ProposalState,
    wish: { kind: row.kind, ...terms } as Wish,
  }));
}

/**
 * The proposals that wait, the longest first: of a kind, about a stream (agreement:AG-0001), or made by others than a
 * person, who may decide about them.
 */
export function proposalsWaiting(
  q: Queryable,
  of: { kind?: ProposalKind; about?: string; notBy?: string },
): Promise<ProposalRow[]> {
  return proposals(
    q,
    and(
      eq(officerProposal.state, "proposed"),
      of.kind ? eq(officerProposal.kind, of.kind) : undefined,
      of.about ? eq(officerProposal.about, of.about) : undefined,
      of.notBy ? ne(officerProposal.proposedBy, of.notBy) : undefined,
    ),
  );
}

/** The closing of a fund that is proposed and not decided: its last day then, and who proposes it; null when none is. */
export async function closingProposed(
  q: Queryable,
  fundId: string,
): Promise<{ closesOn: Day; proposedByName: string; id: string } | null> {
  const [row] = await proposalsWaiting(q, { kind: "close-fund", about: `fund:${fundId}` });
  if (row?.wish.kind !== "close-fund") return null;
  return { closesOn: row.wish.closesOn, proposedByName: row.proposedByName, id: row.id };
}

/** One proposal, with the names of what it is about. Throws Problem not-found `no-such-proposal`. */
export async function proposalView(q: Queryable, id: string) {
  const [row] = await proposals(q, eq(officerProposal.id, id));
  if (!row) throw noSuchProposal();
  return { ...row, names: await namesOf(q, row.wish) };
}

/** What a waiver's terms mean: its standard, solution and buyer by name; null for the others, which their terms name. */
export async function namesOf(q: Queryable, wish: Wish) {
  if (wish.kind !== "waiver") return null;
  const [[of], [item], [buyer]] = await Promise.all([
    q.select({ title: standard.title }).from(standard).where(eq(standard.id, wish.standardId)),
    q.select({ name: catalogueItem.name }).from(catalogueItem).where(eq(catalogueItem.id, wish.solutionId)),
    wish.buyerCode === null
      ? []
      : q.select({ name: organisation.name }).from(organisation).where(eq(organisation.code, wish.buyerCode)),
  ]);
  return {
    standard: of?.title ?? wish.standardId,
    solution: item?.name ?? wish.solutionId,
    buyer: buyer?.name ?? null,
  };
}
