import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { financialYearClose } from "~db/schema/year-end";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import type { FundRow } from "~/domain/funding/funding-views.server";
import { fundAccount, sourceAccount } from "~/domain/ledger/ledger";
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { notifyOfficers } from "~/domain/people/notify-officers.server";
import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { formatFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";
import { conditionsNotMet, noCloseRequest } from "./close-refusal";
import { closeView } from "./close-views.server";

const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Closes a financial year that another officer asked to close: what is free of its lapsing funds goes back to
 * their payers, and from the commit on the database refuses every entry of that year and of those before it.
 * Waits for entries that are under way, at most ten seconds. Throws close-not-ready, close-own-request,
 * close-not-asked, ledger-busy. Throws Problem not-allowed `close-own-request`, conflict `close-not-asked`
 * and `ledger-busy`, rule-broken `close-not-ready`, and what its guards throw.
 */
export async function approveClose(
  tx: Tx,
  input: { financialYear: FinancialYear; actor: Actor; at: Date; today: Day },
): Promise<{ lapsed: Pence }> {
  const { financialYear, actor, at, today } = input;
  requireFundingOfficer(actor);
  const year = formatFinancialYear(financialYear);
  // Before anything else is locked: whoever writes to the ledger holds rows that we would wait for, and must finish
  // without us. No row of a fund is locked and no event written on one, for the same reason.
  await lockLedger(tx);
  const { close, conditions, lapsing, staying } = await closeView(tx, { financialYear, today, now: at });
  if (!close || close.closedAt) throw noCloseRequest(year);
  if (actor.userId === null || actor.userId === close.requestedBy) {
    throw new Problem("not-allowed", "close-own-request", {
      title: `You asked for the closing of ${year} yourself, so another commercial officer closes it.`,
      detail: "Two people stand behind the closing of a year. You can take your request back.",
      rule: "The person who approves is not the one who asked",
    });
  }
  const missing = conditions.filter((condition) => !condition.met);
  if (missing.length > 0) throw conditionsNotMet(year, missing);
  for (const fund of lapsing) await lapse(tx, fund, input);
  const lapsed = sum(lapsing.map((fund) => fund.free));
  await tx
    .update(financialYearClose)
    .set({ approvedBy: actor.userId, closedAt: at, lapsed })
    .where(eq(financialYearClose.financialYear, financialYear));
  const stays = sum(staying.map((fund) => fund.free));
  const left = stays > 0n ? `; ${formatPence(stays)} stays in funds that carry over` : "";
  const what = `${lapsed > 0n ? `; ${formatPence(lapsed)} lapsed` : "; nothing lapsed"}${left}`;
  await recordEvent(tx, {
    stream: `financial-year:${financialYear}`,
    action: "financial-year.closed",
    summary: `Closed ${year}, which ${close.requestedByName} asked for${what}`,
    actor,
    at,
    before: { closedAt: null },
    after: {
      lapsed,
      accrued: close.accrued,
      funds: lapsing.map(({ fundId, free }) => ({ fundId, free })),
      stays,
    },
  });
  await notifyOfficers(tx, {
    exceptUserId: actor.userId,
    kind: "financial-year-closed",
    subject: `The financial year ${year} is closed`,
    body: [
      `${actor.name} closed ${year}${what}. Nothing can be recorded in it any more.`,
      { label: "What was closed", path: `/commercial/year-end/${financialYear}/close` },
    ],
  });
  return { lapsed };
}

async function lockLedger(tx: Tx): Promise<void> {
  await tx.execute(sql`set local lock_timeout = '10s'`);
  try {
    await tx.execute(sql`lock table ledger_transaction, ledger_transfer in share row exclusive mode`);
  } catch (error) {
    const { code } = ((error as { cause?: unknown }).cause ?? error) as { code?: string };
    if (code !== LOCK_NOT_AVAILABLE) throw error;
    throw new Problem("conflict", "ledger-busy", {
      title: "The ledger was busy for ten seconds, so the year was not closed.",
      detail: "Nothing has changed. Try again in a moment, when no large import is running.",
    });
  }
}

async function lapse(tx: Tx, fund: FundRow, input: { financialYear: FinancialYear; at: Date; today: Day }) {
  await recordTransaction(tx, {
    idempotencyKey: `lapse:${fund.fundId}:${input.financialYear}`,
    kind: "lapse",
    text: `${formatPence(fund.free)} of ${fund.name} lapsed when ${formatFinancialYear(input.financialYear)} was closed`,
    effectiveOn: input.today,
    at: input.at,
    transfers: [
      {
        kind: "move",
        debit: fundAccount(fund.fundId),
        credit: sourceAccount(fund.payerCode),
        amount: fund.free,
      },
    ],
  });
}
