import { aliasedTable, and, desc, eq, ne, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { moneyRequest } from "~db/schema/fund-changes";
import { fund, ledgerTransaction } from "~db/schema/funding";
import { user } from "~db/schema/people";
import { ZERO, type Pence } from "../money/money";
import { keysetList, numberKeys, type List, type SortOrder } from "../shared/keyset.server";
import { Problem } from "../shared/problem";
import type { MoneyRequestKind, MoneyRequestState } from "./money-request";

export interface MoneyRequestRow {
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
  state: MoneyRequestState;
  requestedBy: string;
  requestedByName: string;
  requestedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string;
}

const asker = aliasedTable(user, "asker");
const decider = aliasedTable(user, "decider");

const columns = {
  id: moneyRequest.id,
  kind: sql<MoneyRequestKind>`${moneyRequest.kind}`,
  fundId: moneyRequest.fundId,
  transactionId: moneyRequest.transactionId,
  terms: moneyRequest.terms,
  about: sql<
    string | null
  >`coalesce(${fund.name}, ${moneyRequest.terms} ->> 'name', ${ledgerTransaction.text})`,
  amount: moneyRequest.amount,
  reason: moneyRequest.reason,
  state: sql<MoneyRequestState>`${moneyRequest.state}`,
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

/** What officers asked of each other, newest first. */
export function moneyRequestsList(
  q: Queryable,
  input: { state?: MoneyRequestState } = {},
): List<MoneyRequestRow> {
  return listWhere(q, input.state ? eq(moneyRequest.state, input.state) : undefined);
}

/** What waits for a decision that this person may take, longest first: not what they asked for themselves. */
export function moneyRequestsWaiting(q: Queryable, userId: string): List<MoneyRequestRow> {
  return listWhere(q, and(eq(moneyRequest.state, "requested"), ne(moneyRequest.requestedBy, userId)), false);
}

/** One request. Throws Problem not-found. */
export async function moneyRequestView(q: Queryable, id: string): Promise<MoneyRequestRow> {
  const [row] = await listWhere(q, eq(moneyRequest.id, id)).first(1);
  if (!row) throw new Problem("not-found", "no-such-request", `There is no request ${id}.`);
  return row;
}

/** The request to reverse a movement that waits or was approved, if there is one. */
export async function reversalRequested(q: Queryable, transactionId: string): Promise<string | null> {
  const [row] = await q
    .select({ id: moneyRequest.id })
    .from(moneyRequest)
    .where(and(eq(moneyRequest.transactionId, transactionId), eq(moneyRequest.state, "requested")));
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
