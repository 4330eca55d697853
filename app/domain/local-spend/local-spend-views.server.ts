import { and, asc, desc, eq, isNull, lte, ne, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { localSpend, localSpendUse } from "~db/schema/local-spend";
import { user } from "~db/schema/people";
import type { CostCategory } from "~/domain/agreements/rules/cost-line";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { isRepeatedKey } from "~/domain/shared/proof";
import type { FreeSpend } from "./local-spend";

/**
 * What some organisations spent up to a day, less what other orders use of it; the oldest first. In pence.
 */
export async function freeLocalSpend(
  q: Queryable,
  input: { codes: readonly string[]; orderId: string | null; until: Day },
): Promise<FreeSpend[]> {
  if (input.codes.length === 0) return [];
  const used = q
    .select({ id: localSpendUse.localSpendId, amount: sql<string>`sum(${localSpendUse.amount})`.as("used") })
    .from(localSpendUse)
    .where(ne(localSpendUse.orderId, input.orderId ?? ""))
    .groupBy(localSpendUse.localSpendId)
    .as("used");
  const rows = await q
    .select({ spend: localSpend, used: used.amount })
    .from(localSpend)
    .leftJoin(used, eq(used.id, localSpend.id))
    .where(
      and(
        isAnyOf(localSpend.organisationCode, [...input.codes]),
        isNull(localSpend.withdrawnAt),
        lte(localSpend.spentOn, input.until),
      ),
    )
    .orderBy(asc(localSpend.spentOn), asc(localSpend.evidence));
  return rows
    .map(({ spend, used: taken }) => ({
      id: spend.id,
      category: spend.category as CostCategory,
      spentOn: spend.spentOn,
      amount: (spend.amount - BigInt(taken ?? "0")) as Pence,
      evidence: spend.evidence,
    }))
    .filter((spend) => spend.amount > 0n);
}

export interface LocalSpendRow {
  id: string;
  category: CostCategory;
  spentOn: Day;
  amount: Pence;
  description: string;
  evidence: string;
  recordedByName: string;
  recordedAt: Date;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
  /** An earlier record has the same proof in another spelling: from the time before spellings were compared. */
  repeatsProof: boolean;
  /** What orders have had matched of it. */
  uses: { orderId: string; amount: Pence }[];
}

/** What an organisation has recorded, the newest spend first. In pence. */
export async function localSpendList(q: Queryable, organisationCode: string): Promise<LocalSpendRow[]> {
  const rows = await q
    .select({ spend: localSpend, recordedByName: user.name })
    .from(localSpend)
    .innerJoin(user, eq(user.id, localSpend.recordedBy))
    .where(eq(localSpend.organisationCode, organisationCode))
    .orderBy(desc(localSpend.spentOn), asc(localSpend.evidence), asc(localSpend.id));
  const uses = await q
    .select({
      id: localSpendUse.localSpendId,
      orderId: localSpendUse.orderId,
      amount: localSpendUse.amount,
    })
    .from(localSpendUse)
    .innerJoin(localSpend, eq(localSpend.id, localSpendUse.localSpendId))
    .where(eq(localSpend.organisationCode, organisationCode))
    .orderBy(asc(localSpendUse.orderId));
  return rows.map(({ spend, recordedByName }) => ({
    id: spend.id,
    category: spend.category as CostCategory,
    spentOn: spend.spentOn,
    amount: spend.amount,
    description: spend.description,
    evidence: spend.evidence,
    recordedByName,
    recordedAt: spend.recordedAt,
    withdrawnAt: spend.withdrawnAt,
    withdrawnReason: spend.withdrawnReason,
    repeatsProof: spend.withdrawnAt === null && isRepeatedKey(spend.evidenceKey),
    uses: uses.filter((use) => use.id === spend.id).map(({ orderId, amount }) => ({ orderId, amount })),
  }));
}
