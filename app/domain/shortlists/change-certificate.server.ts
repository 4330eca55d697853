import type { Tx } from "~db";
import { certificateByNumber } from "~/domain/certification/certificates/certificate-views.server";
import type { CertificateStatusAction } from "~/domain/certification/certificates/certificate-state";
import type { CertificateAction } from "~/domain/certification/certificates/record-certificate-event.server";
import { reinstateCertificate } from "~/domain/certification/certificates/reinstate-certificate.server";
import { suspendCertificate } from "~/domain/certification/certificates/suspend-certificate.server";
import { withdrawCertificate } from "~/domain/certification/certificates/withdraw-certificate.server";
import { toldOf } from "./certificate-dependents-views.server";
import { notifyBuyers } from "./notify-buyers.server";

const ACTIONS = {
  suspend: { record: suspendCertificate, news: "suspended" },
  reinstate: { record: reinstateCertificate, news: "reinstated" },
  withdraw: { record: withdrawCertificate, news: "withdrawn" },
} as const;

/**
 * Suspends, reinstates or withdraws a certificate and tells the supplier and every buyer whose contracts,
 * orders or shortlists rest on it (`toldOf`), in one transaction. Who that is is asked before the change is recorded: afterwards
 * another certificate may speak in its place. Answers how many buyers were e-mailed. Throws conflict when its state forbids it,
 * not-allowed, not-found. Codes: not-found `certificate-not-found`.
 */
export async function changeCertificate(
  tx: Tx,
  input: CertificateAction & { action: CertificateStatusAction },
): Promise<number> {
  const { action, ...rest } = input;
  const { record, news } = ACTIONS[action];
  const { number, today, effectiveOn = today } = rest;
  const certificate = await certificateByNumber(tx, { number, on: today });
  const told = await toldOf(tx, { certificate, effectiveOn, today });
  await record(tx, rest);
  return notifyBuyers(tx, { ...rest, news, told });
}
