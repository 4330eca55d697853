import type { Tx } from "~db";
import { certificateByNumber } from "~/domain/certification/certificate-views.server";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import type { Day } from "~/domain/shared/day";
import { dependentsOf } from "./certificate-dependents-views.server";
import { buyerLetter, type CertificateNews } from "./certificate-mail";

/**
 * Tells the procurement leads of every buyer whose contracts, orders on their way or shortlists rest on a certificate that
 * it stopped counting, or counts again, and notes it on each contract. Called when that has been recorded. Answers how many
 * buyers were written to.
 */
export async function tellBuyers(
  tx: Tx,
  input: { actor: Actor; at: Date; today: Day; number: string; news: CertificateNews; reason: string | null },
): Promise<number> {
  const { actor, at, today, number, news, reason } = input;
  const certificate = await certificateByNumber(tx, { number, on: today });
  const holderName = certificate.solutionName ?? certificate.supplierName;
  const { live, drafts, shortlists } = await dependentsOf(tx, { certificate, on: today });
  const buyers = [...new Set([...live, ...drafts, ...shortlists].map((one) => one.buyerCode))].sort();
  for (const organisationCode of buyers) {
    const own = <T extends { buyerCode: string }>(rows: readonly T[]) =>
      rows.filter((row) => row.buyerCode === organisationCode);
    const letter = buyerLetter({
      news,
      number,
      standardTitle: certificate.standardTitle,
      holderName,
      on: news === "expired" && certificate.validTo ? certificate.validTo : today,
      reason,
      live: own(live),
      drafts: own(drafts),
      shortlists: own(shortlists),
    });
    await notifyPeople(tx, { organisationCode, roles: ["procurement_lead"] }, letter);
  }
  const what = `${certificate.standardTitle} for ${holderName}`;
  const was = news === "expired" ? "expired" : `was ${news}`;
  for (const { id } of live) {
    await recordEvent(tx, {
      stream: `order:${id}`,
      action: `order.certificate-${news}`,
      summary: `Certificate ${number}, ${what}, ${was}${reason ? `: ${reason}` : ""}`,
      actor,
      at,
      after: { certificateNumber: number, news, reason },
    });
  }
  return buyers.length;
}
