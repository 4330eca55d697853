import type { Task } from "graphile-worker";
import { inTransaction } from "~db";
import { expiryNoticesDue } from "~/domain/certification/expiry-notice-views.server";
import { sendExpiryNotice } from "~/domain/certification/send-expiry-notice.server";
import { SYSTEM } from "~/domain/audit/event";
import { tellBuyers } from "~/domain/shortlists/tell-buyers.server";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { readPayload } from "~/platform/queue.server";

/**
 * Writes to suppliers whose certificates end within 90 and 30 days, and the day after they ended, then also to the
 * buyers with contracts, orders or shortlists that rest on them. Certificates expire
 * by their dates alone: nothing here changes one. Each notice has a transaction of its own and is sent once, so a run
 * that broke off goes on where it was, and running it again sends nothing.
 */
export const expireCertificates: Task = async (payload) => {
  readPayload("expire-certificates", payload);
  const { db } = database();
  const today = clock().today();
  for (const due of await expiryNoticesDue(db, { on: today })) {
    await inTransaction(db, async (tx) => {
      const at = clock().now();
      const sent = await sendExpiryNotice(tx, { ...due, at, today });
      if (!sent || due.notice !== "ended") return;
      const { number } = due.certificate;
      await tellBuyers(tx, { actor: SYSTEM, at, today, number, news: "expired", reason: null });
    });
  }
};
