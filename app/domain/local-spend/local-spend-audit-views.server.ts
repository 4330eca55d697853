import { and, eq, isNotNull, isNull, ne, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { containing } from "~db/like";
import { localSpend, localSpendUse } from "~db/schema/local-spend";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import type { CostCategory } from "~/domain/agreements/rules/cost-line";
import { pence, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { keysetList, type List, type SortOrder } from "~/domain/shared/keyset.server";
import type { SpendState, SpendSums } from "./spend-state";

/*
 * What the centre's officers and auditors read of local spend: what every organisation has recorded with its evidence,
 * whether it is confirmed, and what orders have had matched of it.
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
  recordedBy: string;
  state: SpendState;
  /** Who confirmed or declined it; null while it waits, and for what was matched before anybody was asked. */
  decidedByName: string | null;
  decidedAt: Date | null;
  declinedReason: string | null;
  withdrawnReason: string | null;
}

const KEYS: SortOrder["keys"] = [
  { by: localSpend.recordedAt, type: "timestamptz" },
  { by: sql`${localSpend.id}::text`, type: "text" },
];

/** Which recorded spend is meant: `words` are of organisation, evidence or what was bought; without states, any state. */
export interface SpendFilter {
  words?: string;
  states?: readonly (SpendState | "withdrawn")[];
}

function matching({ words, states = [] }: SpendFilter): SQL | undefined {
  const like = containing(words ?? "");
  const found = words
    ? or(
        sql`${organisation.name} ilike ${like}`,
        sql`${localSpend.evidence} ilike ${like}`,
        sql`${localSpend.description} ilike ${like}`,
      )
    : undefined;
  const decided = states.filter((state) => state !== "withdrawn");
  const inState =
    states.length === 0
      ? undefined
      : or(
          decided.length > 0
            ? and(isNull(localSpend.withdrawnAt), isAnyOf(localSpend.state, decided))
            : undefined,
          states.includes("withdrawn") ? isNotNull(localSpend.withdrawnAt) : undefined,
        );
  return and(found, inState);
}

/** The recorded spend of every organisation, the latest recorded first. */
export function localSpendForAudit(q: Queryable, filter: SpendFilter = {}): List<AuditedSpend> {
  return listWhere(q, matching(filter), true);
}

/** What waits for an officer's decision, the longest waiting first; not what is of the own organisation or recorded by that person. */
export function spendWaitingFor(
  q: Queryable,
  officer: { userId: string; organisationCode: string },
): List<AuditedSpend> {
  const others = and(
    ne(localSpend.organisationCode, officer.organisationCode),
    ne(localSpend.recordedBy, officer.userId),
  );
  return listWhere(q, and(matching({ states: ["waiting"] }), others), false);
}

/** One record of local spend as the centre reads it. Throws Problem not-found `no-such-spend`. */
export async function spendForCentre(q: Queryable, id: string): Promise<AuditedSpend> {
  const [row] = await listWhere(q, eq(localSpend.id, id), true).first(1);
  if (!row) throw new Problem("not-found", "no-such-spend", "There is no such record of local spend.");
  return row;
}

/** What the records of a list come to, in pence: recorded without the declined and withdrawn, and of it confirmed. */
export async function spendSumsFor(q: Queryable, filter: SpendFilter = {}): Promise<SpendSums> {
  const of = (state: SQL) =>
    sql<string>`coalesce(sum(${localSpend.amount}) filter (where ${localSpend.withdrawnAt} is null and ${state}), 0)`;
  const [row] = await q
    .select({
      recorded: of(sql`${localSpend.state} in ('waiting', 'confirmed')`),
      confirmed: of(sql`${localSpend.state} = 'confirmed'`),
    })
    .from(localSpend)
    .innerJoin(organisation, eq(organisation.code, localSpend.organisationCode))
    .where(matching(filter));
  return { recorded: pence(BigInt(row!.recorded)), confirmed: pence(BigInt(row!.confirmed)) };
}

const decider = alias(user, "decider");

function listWhere(q: Queryable, condition: SQL | undefined, descending: boolean): List<AuditedSpend> {
  const used = sql`from ${localSpendUse} where ${localSpendUse.localSpendId} = ${localSpend.id}`;
  const list = keysetList(q, { keys: KEYS, descending }, (keys, past) =>
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
        recordedBy: localSpend.recordedBy,
        state: sql<SpendState>`${localSpend.state}`,
        decidedByName: decider.name,
        decidedAt: localSpend.decidedAt,
        declinedReason: localSpend.declinedReason,
        withdrawnReason: localSpend.withdrawnReason,
        ...keys,
      })
      .from(localSpend)
      .innerJoin(organisation, eq(organisation.code, localSpend.organisationCode))
      .innerJoin(user, eq(user.id, localSpend.recordedBy))
      .leftJoin(decider, eq(decider.id, localSpend.decidedBy))
      .where(and(condition, past)),
  );
  return list as List<AuditedSpend>;
}
