import { sql } from "drizzle-orm";
import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { checkLedger } from "~/domain/ledger/check-ledger.server";
import { requestTransfer } from "~/domain/funding/request-transfer.server";
import { rollUpMovements } from "~/domain/ledger/roll-up-movements.server";
import { takeWatermark } from "~/domain/ledger/take-watermark.server";
import { pence } from "~/domain/money/money";
import { financialYearOf, financialYearPeriod } from "~/domain/shared/financial-year";
import { approveClose } from "~/domain/year-end/approve-close.server";
import { clawbackDue } from "~/domain/year-end/clawback-views.server";
import { closeView } from "~/domain/year-end/close-views.server";
import { requestClawback } from "~/domain/year-end/request-clawback.server";
import { requestClose } from "~/domain/year-end/request-close.server";
import type { SeedTime } from "./seed-time";

/**
 * The books as a commercial team would find them: a carry-over that waits for the second officer, balances summed and
 * checked, and last year closed by two. Last of all that is loaded: nothing can be recorded in a closed year.
 */
export async function seedYearEnd(
  tx: Tx,
  officer: Actor,
  secondOfficer: Actor,
  time: SeedTime,
): Promise<void> {
  const thisYear = financialYearOf(time.today);
  const at = time.at(time.today);
  await requestTransfer(tx, {
    kind: "carry-over",
    fromFundId: `FD-CAP-${thisYear}`,
    toFundId: `FD-CAP-${thisYear + 1}`,
    amount: pence(400_000_00n),
    reason: "Two trusts move into their new data rooms in May, and the switches are paid then",
    actor: officer,
    at,
  });
  await askForMoneyBack(tx, officer, time);
  // Commitments are counted at COMMIT, and all that is loaded is one transaction: count them before they are checked.
  await tx.execute(sql`set constraints ledger_transfer_counted immediate`);
  await tx.execute(sql`set constraints ledger_transfer_counted deferred`);
  await rollUpMovements(tx, { through: await takeWatermark(tx) });
  await checkLedger(tx, { at, elapsed: () => 0 });
  const lastYear = { financialYear: thisYear - 1, at, today: time.today };
  const { conditions } = await closeView(tx, { ...lastYear, now: at });
  // Only what orders still hold may be in the way; it is kept for payment with a reason.
  if (conditions.some((condition) => !condition.met && condition.key !== "reservations")) return;
  await requestClose(tx, {
    ...lastYear,
    actor: officer,
    accrualReason: "The results were there in March, and suppliers invoice them by the end of the contracts",
  });
  await approveClose(tx, { ...lastYear, actor: secondOfficer });
}

/** Of the first hospital whose invoice was paid from the fund: a certificate behind it has lapsed since. */
async function askForMoneyBack(tx: Tx, officer: Actor, time: SeedTime): Promise<void> {
  const on = time.daysAgo(10);
  // Of this year's money only: an open request about last year's would keep that year open.
  const { from } = financialYearPeriod(financialYearOf(time.today));
  const [paid] = await tx.execute<{ order_id: string }>(sql`
    select i.order_id from invoice i join payment p on p.invoice_number = i.number
    join invoice_line l on l.invoice_number = i.number join order_share s on s.id = l.share_id
    join "order" o on o.id = i.order_id
    where i.state = 'paid' and s.fund_id like 'FD-%' and p.paid_on <= ${on}::date and o.live_at >= ${from}::date
    order by i.number limit 1`);
  if (!paid) return;
  const about = { orderId: paid.order_id, trigger: "standard-lapsed", on } as const;
  if ((await clawbackDue(tx, about)).due.length === 0) return;
  await requestClawback(tx, {
    ...about,
    reason:
      "The certificate of clinical safety behind this system ran out, and no new one was asked for in time",
    actor: officer,
    at: time.at(time.daysAgo(3)),
    today: time.today,
  });
}
