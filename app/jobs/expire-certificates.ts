import type { Task } from "graphile-worker";
import { inTransaction } from "~db";
import { expiryNoticesDue } from "~/domain/certification/certificates/expiry-notice-views.server";
import { sendExpiryNotice } from "~/domain/certification/certificates/send-expiry-notice.server";
import { SYSTEM } from "~/domain/audit/event";
import { notifyBuyers } from "~/domain/shortlists/notify-buyers.server";
import { standardNoticesDue } from "~/domain/standards/notice-views.server";
import { sendStandardNotice } from "~/domain/standards/send-standard-notice.server";
import { dayOf } from "~/domain/shared/day";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { readPayload } from "~/platform/queue.server";

/**
 * Writes to suppliers whose certificates end within 90 and 30 days, and the day after they ended, then also to the
 * buyers with contracts, orders or shortlists that rest on them. Certificates expire
 * by their dates alone: nothing here changes one. Each notice has a transaction of its own and is sent once, so a run
 * that broke off goes on where it was, and running it again sends nothing. Then it writes to those whom a new version of a
 * standard reaches, 180, 90 and 30 days before its last day to comply.
 */
export const expireCertificates: Task = async (payload) => {
  readPayload("expire-certificates", payload);
  const { db } = database();
  const today = dayOf(clock().now());
  for (const due of await expiryNoticesDue(db, { on: today })) {
    await inTransaction(db, async (tx) => {
      const at = clock().now();
      const sent = await sendExpiryNotice(tx, { ...due, at, today });
      if (!sent || due.notice !== "ended") return;
      const { number } = due.certificate;
      await notifyBuyers(tx, { actor: SYSTEM, at, today, number, news: "expired", reason: null });
    });
  }
  for (const due of await standardNoticesDue(db, { on: today })) {
    await inTransaction(db, (tx) => sendStandardNotice(tx, { ...due, at: clock().now(), on: today }));
  }
};
