import { and, asc, desc, eq, isNull, lte, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { localSpend, localSpendUse } from "~db/schema/local-spend";
import { user } from "~db/schema/people";
import type { CostCategory } from "~/domain/agreements/rules/cost-line";
import { pence, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { isRepeatedKey } from "~/domain/shared/proof";
import type { FreeSpend } from "./local-spend";
import type { SpendState } from "./spend-state";

/**
 * What some organisations spent up to a day and the centre confirmed, less what other orders use of it; the oldest first. In pence.
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
        eq(localSpend.state, "confirmed"),
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

/** What some organisations spent up to a day and the centre has not decided on yet. In pence. */
export async function waitingLocalSpend(
  q: Queryable,
  { codes, until }: { codes: readonly string[]; until: Day },
): Promise<Pence> {
  const [row] = await q
    .select({ waiting: sql<string>`coalesce(sum(${localSpend.amount}), 0)` })
    .from(localSpend)
    .where(
      and(
        isAnyOf(localSpend.organisationCode, [...codes]),
        eq(localSpend.state, "waiting"),
        isNull(localSpend.withdrawnAt),
        lte(localSpend.spentOn, until),
      ),
    );
  return pence(BigInt(row!.waiting));
}

export interface LocalSpendRow {
  id: string;
  state: SpendState;
  /** Who confirmed or declined it; null while it waits, and for what was matched before anybody was asked. */
  decidedByName: string | null;
  decidedAt: Date | null;
  declinedReason: string | null;
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

const decider = alias(user, "decider");

/** What an organisation has recorded, the newest spend first. In pence. */
export async function localSpendList(q: Queryable, organisationCode: string): Promise<LocalSpendRow[]> {
  const rows = await q
    .select({ spend: localSpend, recordedByName: user.name, decidedByName: decider.name })
    .from(localSpend)
    .innerJoin(user, eq(user.id, localSpend.recordedBy))
    .leftJoin(decider, eq(decider.id, localSpend.decidedBy))
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
  return rows.map(({ spend, recordedByName, decidedByName }) => ({
    id: spend.id,
    state: spend.state as SpendState,
    decidedByName,
    decidedAt: spend.decidedAt,
    declinedReason: spend.declinedReason,
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
