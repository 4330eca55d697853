import { aliasedTable, desc, eq, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { byNumberDown } from "~db/number-order";
import { fundTransfer } from "~db/schema/fund-changes";
import { fund } from "~db/schema/funding";
import { user } from "~db/schema/people";
import type { Pence } from "../money/money";
import { Problem } from "../shared/problem";
import type { TransferPurpose, TransferState } from "./fund-transfer";

export interface TransferRow {
  id: string;
  kind: TransferPurpose;
  fromFundId: string;
  fromName: string;
  toFundId: string;
  toName: string;
  payerCode: string;
  amount: Pence;
  reason: string;
  state: TransferState;
  requestedBy: string;
  requestedByName: string;
  requestedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string;
}

async function rowsWhere(q: Queryable, where: SQL | undefined, limit: number): Promise<TransferRow[]> {
  const from = aliasedTable(fund, "from_fund");
  const to = aliasedTable(fund, "to_fund");
  const asker = aliasedTable(user, "asker");
  const decider = aliasedTable(user, "decider");
  const rows = await q
    .select({
      id: fundTransfer.id,
      kind: fundTransfer.kind,
      fromFundId: from.id,
      fromName: from.name,
      toFundId: to.id,
      toName: to.name,
      payerCode: from.payerCode,
      amount: fundTransfer.amount,
      reason: fundTransfer.reason,
      state: fundTransfer.state,
      requestedBy: fundTransfer.requestedBy,
      requestedByName: asker.name,
      requestedAt: fundTransfer.requestedAt,
      decidedByName: decider.name,
      decidedAt: fundTransfer.decidedAt,
      decisionReason: fundTransfer.decisionReason,
    })
    .from(fundTransfer)
    .innerJoin(from, eq(from.id, fundTransfer.fromFundId))
    .innerJoin(to, eq(to.id, fundTransfer.toFundId))
    .innerJoin(asker, eq(asker.id, fundTransfer.requestedBy))
    .leftJoin(decider, eq(decider.id, fundTransfer.decidedBy))
    .where(where)
    .orderBy(desc(fundTransfer.requestedAt), byNumberDown(fundTransfer.id))
    .limit(limit);
  return rows as TransferRow[];
}

/** Transfers between funds, newest first, at most 500. */
export async function transfersList(
  q: Queryable,
  input: { state?: TransferState } = {},
): Promise<TransferRow[]> {
  return rowsWhere(q, input.state ? eq(fundTransfer.state, input.state) : undefined, 500);
}

/** One transfer between funds. Throws Problem not-found. */
export async function transferView(q: Queryable, id: string): Promise<TransferRow> {
  const [row] = await rowsWhere(q, eq(fundTransfer.id, id), 1);
  if (!row) throw new Problem("not-found", "no-such-transfer", `There is no transfer ${id}.`);
  return row;
}

/** Transfers that wait for a decision which this person may take: not those they asked for themselves. */
export async function transfersWaiting(q: Queryable, userId: string): Promise<TransferRow[]> {
  const waiting = await transfersList(q, { state: "requested" });
  return waiting.filter((row) => row.requestedBy !== userId);
}
