import { count, desc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { order } from "~db/schema/ordering";
import { user } from "~db/schema/people";
import { award, shortlist, shortlistItem } from "~db/schema/procurement";
import type { Actor } from "~/domain/events/event";

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
