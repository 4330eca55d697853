import { and, eq, or, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { containing } from "~db/like";
import { localSpend, localSpendUse } from "~db/schema/local-spend";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import type { CostCategory } from "~/domain/agreements/rules/cost-line";
import { pence, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { keysetList, type List, type SortOrder } from "~/domain/shared/keyset.server";

/*
 * What an auditor reads of local spend: what every organisation has recorded with its evidence, and what orders have had
 * matched of it. Nobody else of the centre does: the money is the organisation's own.
 */

export interface AuditedSpend {
  id: string;
  organisationCode: string;
  organisationName: string;
  category: CostCategory;
  spentOn: Day;
  amount: Pence;
  /** What orders have had matched of it. */
  matched: Pence;
  orderIds: string[];
  description: string;
  evidence: string;
  recordedByName: string;
  recordedAt: Date;
  withdrawnReason: string | null;
}

const ORDER: SortOrder = {
  keys: [
    { by: localSpend.recordedAt, type: "timestamptz" },
    { by: sql`${localSpend.id}::text`, type: "text" },
  ],
  descending: true,
};

/** The recorded spend of every organisation, the latest recorded first; `words` are of organisation, evidence or what was bought. */
export function localSpendForAudit(q: Queryable, { words }: { words?: string } = {}): List<AuditedSpend> {
  const like = containing(words ?? "");
  const found = words
    ? or(
        sql`${organisation.name} ilike ${like}`,
        sql`${localSpend.evidence} ilike ${like}`,
        sql`${localSpend.description} ilike ${like}`,
      )
    : undefined;
  const used = sql`from ${localSpendUse} where ${localSpendUse.localSpendId} = ${localSpend.id}`;
  const list = keysetList(q, ORDER, (keys, past) =>
    q
      .select({
        id: localSpend.id,
        organisationCode: localSpend.organisationCode,
        organisationName: organisation.name,
        category: sql<CostCategory>`${localSpend.category}`,
        spentOn: localSpend.spentOn,
        amount: localSpend.amount,
        matched: sql`(select coalesce(sum(${localSpendUse.amount}), 0) ${used})`.mapWith((sum: string) =>
          pence(BigInt(sum)),
        ),
        orderIds: sql<
          string[]
        >`(select coalesce(array_agg(${localSpendUse.orderId} order by ${localSpendUse.orderId}), '{}') ${used})`,
        description: localSpend.description,
        evidence: localSpend.evidence,
        recordedByName: user.name,
        recordedAt: localSpend.recordedAt,
        withdrawnReason: localSpend.withdrawnReason,
        ...keys,
      })
      .from(localSpend)
      .innerJoin(organisation, eq(organisation.code, localSpend.organisationCode))
      .innerJoin(user, eq(user.id, localSpend.recordedBy))
      .where(and(found, past)),
  );
  return list as List<AuditedSpend>;
}
