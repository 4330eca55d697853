import { aliasedTable, and, desc, eq, ne, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { movementColumns } from "~db/movements";
import { moneyRequest } from "~db/schema/fund-changes";
import { isAnyOf } from "~db/lists";
import { fund, ledgerTransaction } from "~db/schema/funding";
import { user } from "~db/schema/people";
import { auditEvent } from "~db/schema/audit";
import { pence, ZERO, type Pence } from "../../money/money";
import type { Day } from "../../shared/day";
import { financialYearOf, financialYearPeriod } from "../../shared/financial-year";
import { keysetList, numberKeys, type List, type SortOrder } from "../../shared/keyset.server";
import { Problem, type ProblemText } from "../../shared/problem";
import type { MadeMovement } from "~/domain/ledger/source-movement-views.server";
import { whyNotAdd } from "../addable";
import { fundOf, type MoneyRequestKind, type MoneyRequestStateNow } from "./money-request";
import { whyNotOpen } from "../openable";
import { closedThrough } from "~/domain/ledger/closed-year-views.server";
import { whyNotReverse } from "~/domain/ledger/reversal";
import { reversalFacts } from "~/domain/ledger/reversal-views.server";

export interface MoneyRequestRow extends MadeMovement {
  id: string;
  kind: MoneyRequestKind;
  fundId: string | null;
  transactionId: string | null;
  /** Everything about the fund that is to be opened. */
  terms: unknown;
  /** What it is about in words: the name of the fund, or the words of the movement. */
  about: string | null;
  amount: Pence;
  reason: string;
  state: MoneyRequestStateNow;
  requestedBy: string;
  requestedByName: string;
  requestedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string;
}

const asker = aliasedTable(user, "asker");
const decider = aliasedTable(user, "decider");

/** The key of the movement that an approved request made; `movementKeyOfRequest` says the same of one row. */
export const requestMovementKey = sql`case ${moneyRequest.kind} when 'open' then 'open-fund:' || ${moneyRequest.fundId}
  when 'add' then 'add-fund:' || ${moneyRequest.fundId} || ':' || ${moneyRequest.id}
  when 'reverse' then 'reverse:' || ${moneyRequest.transactionId} end`;
const { stateNow, ...movement } = movementColumns(requestMovementKey, sql`${moneyRequest.state}`);

const about = sql<
  string | null
>`coalesce(${fund.name}, ${moneyRequest.terms} ->> 'name', ${ledgerTransaction.text})`;

const columns = {
  id: moneyRequest.id,
  kind: sql<MoneyRequestKind>`${moneyRequest.kind}`,
  fundId: moneyRequest.fundId,
  transactionId: moneyRequest.transactionId,
  terms: moneyRequest.terms,
  about,
  amount: moneyRequest.amount,
  reason: moneyRequest.reason,
  state: sql<MoneyRequestStateNow>`${stateNow}`,
  ...movement,
  requestedBy: moneyRequest.requestedBy,
  requestedByName: asker.name,
  requestedAt: moneyRequest.requestedAt,
  decidedByName: decider.name,
  decidedAt: moneyRequest.decidedAt,
  decisionReason: moneyRequest.decisionReason,
};

const KEYS: SortOrder["keys"] = [
  { by: moneyRequest.requestedAt, type: "timestamptz" },
  ...numberKeys(moneyRequest.id),
];

function listWhere(q: Queryable, where: SQL | undefined, descending = true): List<MoneyRequestRow> {
  return keysetList<MoneyRequestRow>(q, { keys: KEYS, descending }, (keys, past) =>
    q
      .select({ ...columns, ...keys })
      .from(moneyRequest)
      .innerJoin(asker, eq(asker.id, moneyRequest.requestedBy))
      .leftJoin(decider, eq(decider.id, moneyRequest.decidedBy))
      .leftJoin(fund, eq(fund.id, moneyRequest.fundId))
      .leftJoin(ledgerTransaction, eq(ledgerTransaction.id, moneyRequest.transactionId))
      .where(and(where, past)),
  );
}

/** What waits for a decision that this person may take, longest first: not what they asked for themselves. */
export function moneyRequestsWaiting(q: Queryable, userId: string): List<MoneyRequestRow> {
  return listWhere(q, and(eq(moneyRequest.state, "requested"), ne(moneyRequest.requestedBy, userId)), false);
}

/** One request. Throws Problem not-found `no-such-request`. */
export async function moneyRequestView(q: Queryable, id: string): Promise<MoneyRequestRow> {
  const [row] = await listWhere(q, eq(moneyRequest.id, id)).first(1);
  if (!row) throw new Problem("not-found", "no-such-request", `There is no request ${id}.`);
  return row;
}

/**
 * Why a request that waits could not be carried out today, as its approval would say; null when it could.
 * Throws Problem not-found `no-such-entry`.
 */
export async function whyNotCarryOut(
  q: Queryable,
  request: Pick<MoneyRequestRow, "kind" | "fundId" | "transactionId" | "terms" | "amount">,
  today: Day,
): Promise<ProblemText | null> {
  const through = await closedThrough(q);
  if (request.kind === "open") {
    return whyNotOpen(fundOf(request.terms), request.amount, through)?.public ?? null;
  }
  if (request.kind === "add") {
    const [held] = await q
      .select()
      .from(fund)
      .where(eq(fund.id, request.fundId ?? ""));
    return held ? (whyNotAdd(held, today, through)?.public ?? null) : null;
  }
  if (request.kind === "limit") return null;
  return whyNotReverse((await reversalFacts(q, request.transactionId!)).facts)?.public ?? null;
}

/** The request to reverse a movement that waits, or by which it was reversed, if there is one. */
export async function reversalRequested(
  q: Queryable,
  transactionId: string,
  state: "requested" | "approved" = "requested",
): Promise<string | null> {
  const [row] = await q
    .select({ id: moneyRequest.id })
    .from(moneyRequest)
    .where(and(eq(moneyRequest.transactionId, transactionId), eq(moneyRequest.state, state)));
  return row?.id ?? null;
}

/** The sum, in pence, up to which one officer may put money into a fund: the last that two of them agreed on, else none. */
export async function oneOfficerLimit(q: Queryable): Promise<Pence> {
  const [row] = await q
    .select({ amount: moneyRequest.amount })
    .from(moneyRequest)
    .where(and(eq(moneyRequest.kind, "limit"), eq(moneyRequest.state, "approved")))
    .orderBy(desc(moneyRequest.decidedAt), desc(moneyRequest.id))
    .limit(1);
  return row?.amount ?? ZERO;
}

/**
 * What an officer has put into a fund alone since this financial year began (pence), from the audit: all that they opened
 * it with, added or asked the payer for, without what another had asked for and they approved. What was reversed since still counts.
 */
export async function putInAlone(
  q: Queryable,
  input: { fundId: string; userId: string; today: Day },
): Promise<Pence> {
  const { fundId, userId, today } = input;
  const { from } = financialYearPeriod(financialYearOf(today));
  const [row] = await q
    .select({ amount: sql<string>`coalesce(sum((${auditEvent.after} ->> 'amount')::bigint), 0)` })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.stream, `fund:${fundId}`),
        isAnyOf(auditEvent.action, ["fund.opened", "fund.added-to", "fund.payer-asked"]),
        eq(auditEvent.actorUserId, userId),
        sql`(${auditEvent.at} at time zone 'Europe/London')::date >= ${from}::date`,
        sql`${auditEvent.after} ->> 'requestId' is null`,
        // What a payer is asked for when a fund opens stands in the opening already.
        sql`coalesce(${auditEvent.after} ->> 'opens', 'false') = 'false'`,
      ),
    );
  return pence(BigInt(row!.amount));
}
