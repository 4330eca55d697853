import type { Tx } from "~db";
import { eventWords } from "~/domain/certification/certificates/certificate-event";
import {
  certificateByNumber,
  type CertificateView,
} from "~/domain/certification/certificates/certificate-views.server";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { formatDay, type Day } from "~/domain/shared/day";
import {
  dependentsOf,
  dependentsOnDays,
  type CertificateDependents,
} from "./certificate-dependents-views.server";
import { buyerEmail, type CertificateNews } from "./certificate-mail";

/**
 * Tells the procurement leads of every buyer whose contracts, orders on their way or shortlists rest on a
 * certificate that it stopped counting, or counts again, and notes it on each contract. Called when that has
 * been recorded; `told`, of an event, was asked before it (`toldOf`). Left out, as of an end by its date, it is what rests on the
 * certificate today or did on its last day. Answers how many buyers were written to: one without a procurement lead is not. Throws Problem
 * not-found `certificate-not-found`.
 */
export async function notifyBuyers(
  tx: Tx,
  input: {
    actor: Actor;
    at: Date;
    today: Day;
    number: string;
    news: CertificateNews;
    reason: string | null;
    told?: CertificateDependents;
  },
): Promise<number> {
  const { actor, at, today, number, news, reason } = input;
  const certificate = await certificateByNumber(tx, { number, on: today });
  const holderName = certificate.solutionName ?? certificate.supplierName;
  const happened = happenedTo(certificate, news, today);
  const lastEventOn = news === "expired" ? null : certificate.events.at(-1)!.effectiveOn;
  const comingOn = lastEventOn !== null && lastEventOn > today ? lastEventOn : null;
  const resting = await dependentsOf(tx, { certificate, on: comingOn ?? today });
  const days = [today, certificate.validTo ?? today];
  const { live, drafts, shortlists } =
    input.told ?? (await dependentsOnDays(tx, { certificate, days: days.filter((on) => on <= today) }));
  const still = new Set([...resting.live, ...resting.drafts].map(({ id }) => id));
  const covered = (rows: readonly { id: string }[]) =>
    news === "reinstated" ? [] : rows.filter(({ id }) => !still.has(id)).map(({ id }) => id);
  const buyers = [...new Set([...live, ...drafts, ...shortlists].map((one) => one.buyerCode))].sort();
  let reached = 0;
  for (const organisationCode of buyers) {
    const own = <T extends { buyerCode: string }>(rows: readonly T[]) =>
      rows.filter((row) => row.buyerCode === organisationCode);
    const email = buyerEmail({
      news,
      number,
      standardTitle: certificate.standardTitle,
      holderName,
      happened,
      comingOn,
      reason,
      covered: covered(own([...live, ...drafts])),
      live: own(live),
      drafts: own(drafts),
      shortlists: own(shortlists),
    });
    const people = await notifyPeople(tx, { organisationCode, roles: ["procurement_lead"] }, email);
    if (people > 0) reached += 1;
  }
  const what = `${certificate.standardTitle} for ${holderName}`;
  for (const { id } of live) {
    await recordEvent(tx, {
      stream: `order:${id}`,
      action: `order.certificate-${news}`,
      summary: `Certificate ${number}, ${what}, ${happened}${reason ? `: ${reason}` : ""}`,
      actor,
      at,
      after: { certificateNumber: number, news, reason },
    });
  }
  return reached;
}

/** What is told of it: that it ended, or the event that was entered last. */
function happenedTo(certificate: CertificateView, news: CertificateNews, today: Day): string {
  const { validTo, events, supplierName } = certificate;
  if (news === "expired") return `expired on ${formatDay(validTo ?? today)}`;
  const last = events.at(-1)!;
  return eventWords({ ...last, kind: news, on: last.effectiveOn, today, supplierName });
}
