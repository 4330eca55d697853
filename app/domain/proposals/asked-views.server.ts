import { aliasedTable, and, eq, sql, type SQL } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { movementColumns } from "~db/movements";
import { standard } from "~db/schema/certification";
import { fundPayment, moneyRequest } from "~db/schema/fund-changes";
import { fund, ledgerTransaction } from "~db/schema/funding";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { officerProposal } from "~db/schema/proposals";
import { payersWord, type FundPaymentStateNow } from "../funding/payments/fund-payment";
import type { MoneyRequestKind, MoneyRequestStateNow } from "../funding/requests/money-request";
import type { MoneyRequestSort } from "../funding/requests/money-request-sort";
import { requestMovementKey, type MoneyRequestRow } from "../funding/requests/money-request-views.server";
import type { Pence } from "../money/money";
import type { Day } from "../shared/day";
import { keysetList, numberKeys, type List, type SortOrder } from "../shared/keyset.server";
import type { Sorting } from "../shared/sorting";
import type { AskedState } from "./asked";
import type { ProposalKind } from "./proposal";

/** What one officer asked of another: about money in funds (FR-0001), or a proposal (OP-0001). */
export interface AskedRow extends Pick<MoneyRequestRow, "movementId" | "reversalId" | "reversedOn"> {
  /** FR-0001 or OP-0001. */
  id: string;
  /** The id of a proposal's page; null of a request about money, whose number is its page's. */
  proposalId: string | null;
  kind: MoneyRequestKind | ProposalKind;
  fundId: string | null;
  /** What it is about in words: the fund, agreement or standard, or the words of the movement. */
  about: string | null;
  /** In pence; null of a proposal, which moves none. */
  amount: Pence | null;
  reason: string;
  /** What it is now: what two officers agreed on waits for the body that pays, or was declined by it. */
  state: MoneyRequestStateNow;
  /** The payer's word, where it was asked: "Waits for Leeds". */
  stateText: string | null;
  requestedByName: string;
  requestedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string;
}

const asker = aliasedTable(user, "asker");
const decider = aliasedTable(user, "decider");
const proposer = aliasedTable(user, "proposer");
const judge = aliasedTable(user, "judge");

const { stateNow, ...movement } = movementColumns(requestMovementKey, sql`${moneyRequest.state}`);
const none = (name: string) => sql<string | null>`null::text`.as(name);

/** Requests about money and proposals as one table, each column named once. */
function asked(q: Queryable) {
  const money = q
    .select({
      id: moneyRequest.id,
      proposalId: none("proposal_id"),
      kind: sql<string>`${moneyRequest.kind}`.as("kind"),
      fundId: sql<string | null>`${moneyRequest.fundId}`.as("fund_id"),
      about: sql<
        string | null
      >`coalesce(${fund.name}, ${moneyRequest.terms} ->> 'name', ${ledgerTransaction.text})`.as("about"),
      amount: sql<string | null>`${moneyRequest.amount}::text`.as("amount"),
      reason: sql<string>`${moneyRequest.reason}`.as("reason"),
      state: sql<string>`case when ${stateNow} <> 'approved' then ${stateNow}
        when ${fundPayment.state} in ('requested', 'declined', 'withdrawn') then ${fundPayment.state} else ${stateNow} end`.as(
        "state",
      ),
      payerState: sql<string | null>`${fundPayment.state}`.as("payer_state"),
      payerName: sql<string | null>`${organisation.name}`.as("payer_name"),
      movementId: movement.movementId.as("movement_id"),
      reversalId: movement.reversalId.as("reversal_id"),
      reversedOn: sql<string | null>`${movement.reversedOn}`.as("reversed_on"),
      requestedByName: sql<string>`${asker.name}`.as("requested_by_name"),
      requestedAt: moneyRequest.requestedAt,
      decidedByName: sql<string | null>`${decider.name}`.as("decided_by_name"),
      decidedAt: moneyRequest.decidedAt,
      decisionReason: sql<string>`${moneyRequest.decisionReason}`.as("decision_reason"),
    })
    .from(moneyRequest)
    .innerJoin(asker, eq(asker.id, moneyRequest.requestedBy))
    .leftJoin(decider, eq(decider.id, moneyRequest.decidedBy))
    .leftJoin(fund, eq(fund.id, moneyRequest.fundId))
    .leftJoin(ledgerTransaction, eq(ledgerTransaction.id, moneyRequest.transactionId))
    .leftJoin(fundPayment, eq(fundPayment.moneyRequestId, moneyRequest.id))
    .leftJoin(organisation, eq(organisation.code, fundPayment.payerCode));
  const terms = officerProposal.terms;
  const proposals = q
    .select({
      id: officerProposal.reference,
      proposalId: sql<string | null>`${officerProposal.id}::text`.as("proposal_id"),
      kind: sql<string>`${officerProposal.kind}`.as("kind"),
      fundId: sql<string | null>`${terms} ->> 'fundId'`.as("fund_id"),
      about: sql<
        string | null
      >`coalesce(${terms} ->> 'fundName', ${terms} ->> 'title', ${standard.title})`.as("about"),
      amount: none("amount"),
      reason: sql<string>`${officerProposal.reason}`.as("reason"),
      state:
        sql<string>`case ${officerProposal.state} when 'proposed' then 'requested' else ${officerProposal.state} end`.as(
          "state",
        ),
      payerState: none("payer_state"),
      payerName: none("payer_name"),
      movementId: none("movement_id"),
      reversalId: none("reversal_id"),
      reversedOn: none("reversed_on"),
      requestedByName: sql<string>`${proposer.name}`.as("requested_by_name"),
      requestedAt: officerProposal.proposedAt,
      decidedByName: sql<string | null>`${judge.name}`.as("decided_by_name"),
      decidedAt: officerProposal.decidedAt,
      decisionReason: sql<string>`${officerProposal.decisionReason}`.as("decision_reason"),
    })
    .from(officerProposal)
    .innerJoin(proposer, eq(proposer.id, officerProposal.proposedBy))
    .leftJoin(judge, eq(judge.id, officerProposal.decidedBy))
    .leftJoin(standard, sql`${standard.id} = ${terms} ->> 'standardId'`);
  // Both select the same columns; their types differ by the tables they come from.
  return unionAll(money, proposals as never).as("asked");
}

/** The longest text that a key in an address may be; what is longer is sorted by its beginning. */
const KEY_LETTERS = 400;

function firstKeys(rows: ReturnType<typeof asked>, by: MoneyRequestSort): SortOrder["keys"] {
  if (by === "asked") return [];
  if (by === "by") return [{ by: rows.requestedByName, type: "text" }];
  // What moves no money comes below the least sum.
  if (by === "amount") return [{ by: sql`coalesce(${rows.amount}::bigint, -1)`, type: "bigint" }];
  // A request that is about no fund is about every fund, as the list says it.
  const words = sql`left(coalesce(${rows.about}, 'Every fund'), ${sql.raw(String(KEY_LETTERS))})`;
  return [{ by: words, type: "text" }];
}

function stateWhere(rows: ReturnType<typeof asked>, state: AskedState | undefined): SQL | undefined {
  if (state === undefined) return undefined;
  return state === "decided" ? sql`${rows.state} <> 'requested'` : sql`${rows.state} = ${state}`;
}

/**
 * What officers asked of each other, newest first unless asked otherwise: about money in funds, and every proposal. Waiting
 * (`requested`) is also what two officers agreed on and the body that pays has not; `decided` is all the rest.
 */
export function askedList(
  q: Queryable,
  input: { state?: AskedState; sort?: Sorting<MoneyRequestSort> } = {},
): List<AskedRow> {
  const { state, sort = { by: "asked", descending: true } } = input;
  const rows = asked(q);
  const keys: SortOrder["keys"] = [
    ...firstKeys(rows, sort.by),
    { by: rows.requestedAt, type: "timestamptz" },
    ...numberKeys(rows.id),
  ];
  const list = keysetList(q, { keys, descending: sort.descending }, (keyColumns, past) =>
    q
      .select({ ...rows._.selectedFields, ...keyColumns })
      .from(rows)
      .where(and(stateWhere(rows, state), past)),
  );
  return mapped(list as unknown as List<RawRow>, rowOf);
}

interface RawRow extends Omit<AskedRow, "amount" | "stateText"> {
  amount: string | null;
  payerState: FundPaymentStateNow | null;
  payerName: string | null;
  reversedOn: Day | null;
}

function rowOf({ payerState, payerName, amount, ...row }: RawRow): AskedRow {
  const word = payerState === null ? null : payersWord({ state: payerState, payerName: payerName ?? "" });
  return {
    ...row,
    amount: amount === null ? null : (BigInt(amount) as Pence),
    stateText: row.state === "reversed" ? null : word,
  };
}

/** A list whose rows are made of another's. */
function mapped<From, To>(list: List<From>, to: (row: From) => To): List<To> {
  return {
    page: async (place, size) => {
      const page = await list.page(place, size);
      return { ...page, rows: page.rows.map(to) };
    },
    first: async (limit) => (await list.first(limit)).map(to),
    count: () => list.count(),
    async *batches(size, from) {
      for await (const rows of list.batches(size, from)) yield rows.map(to);
    },
  };
}
