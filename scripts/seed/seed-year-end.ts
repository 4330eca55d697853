import { sql } from "drizzle-orm";
import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { reinstateCertificate } from "~/domain/certification/certificates/reinstate-certificate.server";
import { suspendCertificate } from "~/domain/certification/certificates/suspend-certificate.server";
import { checkLedger } from "~/domain/ledger/check-ledger.server";
import { requestTransfer } from "~/domain/funding/transfers/request-transfer.server";
import { rollUpMovements } from "~/domain/ledger/roll-up-movements.server";
import { takeWatermark } from "~/domain/ledger/take-watermark.server";
import { pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { financialYearOf, financialYearPeriod } from "~/domain/shared/financial-year";
import { approveClose } from "~/domain/year-end/approve-close.server";
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

/**
 * Of the first hospital whose invoice was paid from this year's fund: the certificate of its system was suspended for a few
 * days. It counts again, and what the agreement takes back for the lapse waits for the second officer.
 */
async function askForMoneyBack(tx: Tx, officer: Actor, time: SeedTime): Promise<void> {
  const on = time.daysAgo(10);
  // Of this year's money only: an open request about last year's would keep that year open.
  const { from } = financialYearPeriod(financialYearOf(time.today));
  const [paid] = await tx.execute<{ order_id: string; number: string }>(sql`
    select i.order_id, c.number from invoice i join payment p on p.invoice_number = i.number
    join invoice_line l on l.invoice_number = i.number join order_share s on s.id = l.share_id
    join "order" o on o.id = i.order_id
    join certificate c on c.solution_id = o.solution_id and c.valid_from < ${on}::date and c.valid_to > ${time.today}::date
    join standard_version v on v.id = c.standard_version_id and v.standard_id = 'dtac'
    where i.state = 'paid' and s.fund_id like 'FD-%' and p.paid_on <= ${on}::date and o.live_at >= ${from}::date
      and not exists (select from certificate other join standard_version w on w.id = other.standard_version_id
        where other.solution_id = c.solution_id and w.standard_id = 'dtac' and other.number <> c.number
        and ${on}::date between other.valid_from and other.valid_to)
    order by i.number, c.number desc limit 1`);
  if (!paid) return;
  const about = { actor: officer, number: paid.number };
  const entry = (day: Day) => ({ ...about, at: time.at(day), today: day });
  await suspendCertificate(tx, { ...entry(on), reason: "A weakness was reported in the newest release." });
  const mended = time.daysAgo(6);
  await reinstateCertificate(tx, { ...entry(mended), reason: "A release without the weakness is in use." });
  await requestClawback(tx, {
    orderId: paid.order_id,
    trigger: "standard-lapsed",
    on,
    certificateNumber: paid.number,
    reason: "The assessment behind this system was suspended for four days while it was in use",
    actor: officer,
    at: time.at(time.daysAgo(3)),
    today: time.today,
  });
}
