import { and, gte, lte } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { certificate } from "~db/schema/certification";
import { auditEvent } from "~db/schema/audit";
import { addDays, type Day } from "~/domain/shared/day";
import { EXPIRING_DAYS } from "./certificate";
import { certificatesAround, type CertificateRow } from "./certificate-views.server";
import { LATE_NOTICE_DAYS, noticeDue, type ExpiryNotice } from "./expiry-notice";
import { groupedBy } from "~/domain/shared/grouped-by";
import { lastToCount } from "./decisive-certificate";

/** The audit event that stands for a notice: it is there when the notice was sent. */
export const noticeAction = (notice: ExpiryNotice) => `certificate.notice-${notice}` as const;

export interface DueNotice {
  certificate: CertificateRow;
  notice: ExpiryNotice;
}

/**
 * The notices to send on a day. Left out are certificates that were withdrawn, suspended or superseded (the supplier
 * was told of that), those that another certificate that counts longer, or did, replaces, and notices that were sent.
 */
export async function expiryNoticesDue(q: Queryable, input: { on: Day }): Promise<DueNotice[]> {
  const { on } = input;
  const near = await q
    .select({ number: certificate.number })
    .from(certificate)
    .where(
      and(
        gte(certificate.validTo, addDays(on, -LATE_NOTICE_DAYS)),
        lte(certificate.validTo, addDays(on, EXPIRING_DAYS)),
      ),
    );
  const rows = await certificatesAround(q, { numbers: near.map((row) => row.number), on });
  const numbers = new Set(near.map((row) => row.number));
  const due = [...groupedBy(rows, (row) => `${row.supplierId}/${row.standardId}/${row.solutionId}`).values()]
    .map((held) => lastToCount(held)!)
    .filter((held) => numbers.has(held.number))
    .filter((held) => held.status.kind === "expiring" || held.status.kind === "expired")
    .flatMap((held) => {
      const notice = noticeDue(held.validTo, on);
      return notice ? [{ certificate: held, notice }] : [];
    });
  const sent = await sentNotices(
    q,
    due.map((one) => one.certificate.number),
  );
  return due.filter((one) => !sent.has(`certificate:${one.certificate.number} ${noticeAction(one.notice)}`));
}

async function sentNotices(q: Queryable, numbers: readonly string[]): Promise<Set<string>> {
  if (numbers.length === 0) return new Set();
  const rows = await q
    .select({ stream: auditEvent.stream, action: auditEvent.action })
    .from(auditEvent)
    .where(
      and(
        isAnyOf(
          auditEvent.stream,
          numbers.map((number) => `certificate:${number}`),
        ),
        isAnyOf(auditEvent.action, (["90-days", "30-days", "ended"] as const).map(noticeAction)),
      ),
    );
  return new Set(rows.map((row) => `${row.stream} ${row.action}`));
}
