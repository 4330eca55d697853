import { aliasedTable, and, eq, ilike, ne, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf, textArray } from "~db/lists";
import { movementColumns } from "~db/movements";
import { fundTransfer } from "~db/schema/fund-changes";
import { fund } from "~db/schema/funding";
import { user } from "~db/schema/people";
import { containing } from "~db/like";
import type { Pence } from "../../money/money";
import { keysetList, numberKeys, type List, type SortOrder } from "../../shared/keyset.server";
import { Problem } from "../../shared/problem";
import type { Sorting } from "../../shared/sorting";
import type { MadeMovement } from "~/domain/ledger/source-movement-views.server";
import type { TransferPurpose, TransferStateNow } from "./fund-transfer";
import type { TransferSort } from "./transfer-sort";

export interface TransferRow extends MadeMovement {
  id: string;
  kind: TransferPurpose;
  fromFundId: string;
  fromName: string;
  toFundId: string;
  toName: string;
  payerCode: string;
  amount: Pence;
  reason: string;
  state: TransferStateNow;
  requestedBy: string;
  requestedByName: string;
  requestedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string;
}

const from = aliasedTable(fund, "from_fund");
const to = aliasedTable(fund, "to_fund");
const asker = aliasedTable(user, "asker");
const decider = aliasedTable(user, "decider");

const { stateNow, ...movement } = movementColumns(
  sql`'transfer:' || ${fundTransfer.id}`,
  sql`${fundTransfer.state}`,
);

const columns = {
  id: fundTransfer.id,
  kind: sql<TransferPurpose>`${fundTransfer.kind}`,
  fromFundId: from.id,
  fromName: from.name,
  toFundId: to.id,
  toName: to.name,
  payerCode: from.payerCode,
  amount: fundTransfer.amount,
  reason: fundTransfer.reason,
  state: sql<TransferStateNow>`${stateNow}`,
  ...movement,
  requestedBy: fundTransfer.requestedBy,
  requestedByName: asker.name,
  requestedAt: fundTransfer.requestedAt,
  decidedByName: decider.name,
  decidedAt: fundTransfer.decidedAt,
  decisionReason: fundTransfer.decisionReason,
};

const KEYS: SortOrder["keys"] = [
  { by: fundTransfer.requestedAt, type: "timestamptz" },
  ...numberKeys(fundTransfer.id),
];

const FIRST_KEYS: Record<TransferSort, SortOrder["keys"]> = {
  asked: [],
  from: [{ by: from.name, type: "text" }],
  to: [{ by: to.name, type: "text" }],
  amount: [{ by: fundTransfer.amount, type: "bigint" }],
};

function listWhere(
  q: Queryable,
  where: SQL | undefined,
  descending = true,
  first: SortOrder["keys"] = [],
): List<TransferRow> {
  return keysetList<TransferRow>(q, { keys: [...first, ...KEYS], descending }, (keys, past) =>
    q
      .select({ ...columns, ...keys })
      .from(fundTransfer)
      .innerJoin(from, eq(from.id, fundTransfer.fromFundId))
      .innerJoin(to, eq(to.id, fundTransfer.toFundId))
      .innerJoin(asker, eq(asker.id, fundTransfer.requestedBy))
      .leftJoin(decider, eq(decider.id, fundTransfer.decidedBy))
      .where(and(where, past)),
  );
}

/** Transfers between funds, newest first unless asked otherwise; `words` are part of a number, a fund or who asked. */
export function transfersList(
  q: Queryable,
  input: { states?: readonly TransferStateNow[]; words?: string; sort?: Sorting<TransferSort> } = {},
): List<TransferRow> {
  const { states = [], words, sort = { by: "asked", descending: true } } = input;
  const like = containing(words ?? "");
  const holding = [fundTransfer.id, from.name, to.name, asker.name].map((text) => ilike(text, like));
  const where = and(
    states.length > 0 ? sql`${stateNow} = any(${textArray(states)})` : undefined,
    words ? or(...holding) : undefined,
  );
  return listWhere(q, where, sort.descending, FIRST_KEYS[sort.by]);
}

/** What was asked to be carried over out of these funds, newest first. */
export function carryOversFrom(q: Queryable, fundIds: readonly string[]): List<TransferRow> {
  return listWhere(
    q,
    and(eq(fundTransfer.kind, "carry-over"), isAnyOf(fundTransfer.fromFundId, [...fundIds])),
  );
}

/** One transfer between funds. Throws Problem not-found `no-such-transfer`. */
export async function transferView(q: Queryable, id: string): Promise<TransferRow> {
  const [row] = await listWhere(q, eq(fundTransfer.id, id)).first(1);
  if (!row) throw new Problem("not-found", "no-such-transfer", `There is no transfer ${id}.`);
  return row;
}

/** Transfers that wait for a decision which this person may take, longest first: not those they asked for themselves. */
export function transfersWaiting(q: Queryable, userId: string): List<TransferRow> {
  return listWhere(q, and(eq(fundTransfer.state, "requested"), ne(fundTransfer.requestedBy, userId)), false);
}
