import { and, eq, or, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { order } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { award, shortlist, shortlistItem } from "~db/schema/shortlists";
import { containing } from "~db/like";
import { keysetList, numberKeys, type List, type SortOrder } from "~/domain/shared/keyset.server";
import { noSuchShortlist, type ShortlistState } from "./shortlist";

/*
 * What an auditor reads of shortlists: those of every organisation, whatever became of them. Nobody else of the centre
 * does, because a shortlist before its award is the buyer's own.
 */

export interface AuditedShortlist {
  id: string;
  name: string;
  state: ShortlistState;
  organisationCode: string;
  organisationName: string;
  createdAt: Date;
  createdBy: string;
  solutions: number;
  orderId: string | null;
}

const KEYS: SortOrder["keys"] = [
  { by: shortlist.createdAt, type: "timestamptz" },
  ...numberKeys(shortlist.id),
];

/** The shortlists of every organisation, newest first; `words` are part of a name, a number or a buyer. */
export function shortlistsForAudit(
  q: Queryable,
  filter: { state?: ShortlistState; words?: string } = {},
): List<AuditedShortlist> {
  const like = containing(filter.words ?? "");
  const where = and(
    filter.state ? eq(shortlist.state, filter.state) : undefined,
    filter.words
      ? or(
          sql`${shortlist.name} ilike ${like}`,
          sql`${shortlist.id} ilike ${like}`,
          sql`${organisation.name} ilike ${like}`,
        )
      : undefined,
  );
  return keysetList<AuditedShortlist>(q, { keys: KEYS, descending: true }, (keys, past) =>
    q
      .select({
        id: shortlist.id,
        name: shortlist.name,
        state: sql<ShortlistState>`${shortlist.state}`,
        organisationCode: shortlist.organisationCode,
        organisationName: organisation.name,
        createdAt: shortlist.createdAt,
        createdBy: user.name,
        solutions: sql<number>`(select count(*)::int from ${shortlistItem} where ${shortlistItem.shortlistId} = ${shortlist.id})`,
        orderId: order.id,
        ...keys,
      })
      .from(shortlist)
      .innerJoin(organisation, eq(organisation.code, shortlist.organisationCode))
      .innerJoin(user, eq(user.id, shortlist.createdBy))
      .leftJoin(award, eq(award.shortlistId, shortlist.id))
      .leftJoin(order, eq(order.awardId, award.id))
      .where(and(where, past)),
  );
}

/** The code of the organisation whose shortlist this is. Throws Problem not-found `no-such-shortlist`. */
export async function shortlistOwner(q: Queryable, id: string): Promise<string> {
  const [row] = await q
    .select({ code: shortlist.organisationCode })
    .from(shortlist)
    .where(eq(shortlist.id, id));
  if (!row) throw noSuchShortlist();
  return row.code;
}
