import { and, asc, count, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumberDown } from "~db/number-order";
import { catalogueItem } from "~db/schema/catalogue";
import { framework, lot } from "~db/schema/frameworks";
import { order } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { award, shortlist, shortlistItem } from "~db/schema/shortlists";
import type { Actor } from "~/domain/audit/event";
import type { Day } from "~/domain/shared/day";
import { noSuchShortlist, type ShortlistState } from "./shortlist";

/** The shortlists of the actor's organisation, newest first, with how many solutions each holds and its order. */
export async function shortlistsOf(q: Queryable, actor: Pick<Actor, "organisationCode">) {
  return q
    .select({
      id: shortlist.id,
      name: shortlist.name,
      state: shortlist.state,
      createdAt: shortlist.createdAt,
      createdBy: user.name,
      solutions: count(shortlistItem.solutionId),
      orderId: order.id,
    })
    .from(shortlist)
    .innerJoin(user, eq(user.id, shortlist.createdBy))
    .leftJoin(shortlistItem, eq(shortlistItem.shortlistId, shortlist.id))
    .leftJoin(award, eq(award.shortlistId, shortlist.id))
    .leftJoin(order, eq(order.awardId, award.id))
    .where(eq(shortlist.organisationCode, actor.organisationCode ?? ""))
    .groupBy(shortlist.id, user.name, order.id)
    .orderBy(desc(shortlist.createdAt));
}

/** The award made from a shortlist and the order it led to; null before the award. */
export async function awardOf(q: Queryable, shortlistId: string) {
  const [row] = await q
    .select({ award, orderId: order.id })
    .from(award)
    .leftJoin(order, eq(order.awardId, award.id))
    .where(eq(award.shortlistId, shortlistId));
  return row ?? null;
}

export interface ShortlistView {
  id: string;
  name: string;
  need: string;
  state: ShortlistState;
  lotId: string | null;
  lotName: string | null;
  frameworkId: string | null;
  frameworkName: string | null;
  quantities: Record<string, string>;
  termMonths: number;
  startsOn: Day;
  createdAt: Date;
  createdBy: string;
  lockedAt: Date | null;
  lockedBy: string | null;
  organisationName: string;
  award: {
    solutionId: string;
    solutionName: string;
    awardedAt: Date;
    awardedBy: string;
    orderId: string | null;
  } | null;
}

/**
 * A shortlist of the actor's organisation with the names behind its codes. Throws Problem not-found
 * `no-such-shortlist`.
 */
export async function shortlistView(
  q: Queryable,
  input: { id: string; actor: Pick<Actor, "organisationCode"> },
): Promise<ShortlistView> {
  const locker = alias(user, "locker");
  const awarder = alias(user, "awarder");
  const [row] = await q
    .select({
      shortlist,
      createdBy: user.name,
      lockedBy: locker.name,
      organisationName: organisation.name,
      lotName: lot.name,
      frameworkId: framework.id,
      frameworkName: framework.name,
      award: award,
      awardedBy: awarder.name,
      solutionName: catalogueItem.name,
      orderId: order.id,
    })
    .from(shortlist)
    .innerJoin(user, eq(user.id, shortlist.createdBy))
    .innerJoin(organisation, eq(organisation.code, shortlist.organisationCode))
    .leftJoin(locker, eq(locker.id, shortlist.lockedBy))
    .leftJoin(lot, eq(lot.id, shortlist.lotId))
    .leftJoin(framework, eq(framework.id, lot.frameworkId))
    .leftJoin(award, eq(award.shortlistId, shortlist.id))
    .leftJoin(awarder, eq(awarder.id, award.awardedBy))
    .leftJoin(catalogueItem, eq(catalogueItem.id, award.solutionId))
    .leftJoin(order, eq(order.awardId, award.id))
    .where(
      and(eq(shortlist.id, input.id), eq(shortlist.organisationCode, input.actor.organisationCode ?? "")),
    );
  if (!row) throw noSuchShortlist();
  const { shortlist: own, award: made, awardedBy, solutionName, orderId, ...names } = row;
  return {
    ...own,
    ...names,
    state: own.state as ShortlistState,
    award: made && {
      solutionId: made.solutionId,
      solutionName: solutionName!,
      awardedAt: made.awardedAt,
      awardedBy: awardedBy!,
      orderId,
    },
  };
}

/** The solutions on a shortlist: at most eight. */
export async function solutionIdsOf(q: Queryable, shortlistId: string): Promise<string[]> {
  const rows = await q
    .select({ id: shortlistItem.solutionId })
    .from(shortlistItem)
    .where(eq(shortlistItem.shortlistId, shortlistId));
  return rows.map((row) => row.id);
}

/** The open shortlists of the actor's organisation, the latest first, and whether a solution is on each. */
export async function openShortlists(
  q: Queryable,
  input: { actor: Pick<Actor, "organisationCode">; solutionId: string },
): Promise<{ id: string; name: string; solutions: number; hasIt: boolean }[]> {
  return q
    .select({
      id: shortlist.id,
      name: shortlist.name,
      solutions: count(shortlistItem.solutionId),
      hasIt: sql<boolean>`coalesce(bool_or(${shortlistItem.solutionId} = ${input.solutionId}), false)`,
    })
    .from(shortlist)
    .leftJoin(shortlistItem, eq(shortlistItem.shortlistId, shortlist.id))
    .where(
      and(eq(shortlist.organisationCode, input.actor.organisationCode ?? ""), eq(shortlist.state, "open")),
    )
    .groupBy(shortlist.id)
    .orderBy(desc(shortlist.createdAt), byNumberDown(shortlist.id));
}

/** The lots that a need can name: of live frameworks, with how they may be bought from. */
export async function lotChoices(q: Queryable) {
  return q
    .select({
      id: lot.id,
      name: lot.name,
      frameworkName: framework.shortName,
      mechanism: lot.directAwardMechanism,
      minimumTermMonths: lot.minimumTermMonths,
      maximumTermMonths: lot.maximumTermMonths,
      eligibleBuyerKinds: lot.eligibleBuyerKinds,
    })
    .from(lot)
    .innerJoin(framework, eq(framework.id, lot.frameworkId))
    .where(eq(framework.state, "live"))
    .orderBy(asc(framework.shortName), asc(lot.number));
}

/** The names of organisations by code, for tables of who pays. */
export async function organisationNames(
  q: Queryable,
  codes: readonly string[],
): Promise<Record<string, string>> {
  if (codes.length === 0) return {};
  const rows = await q
    .select({ code: organisation.code, name: organisation.name })
    .from(organisation)
    .where(isAnyOf(organisation.code, [...new Set(codes)]));
  return Object.fromEntries(rows.map((row) => [row.code, row.name]));
}
