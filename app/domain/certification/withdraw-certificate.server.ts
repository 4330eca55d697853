import type { Tx } from "~db";
import { recordCertificateEvent, type CertificateDeed } from "./record-certificate-event.server";

/** Withdraws a certificate from today, for good. Throws conflict when its standing forbids it, not-allowed, not-found. */
export async function withdrawCertificate(tx: Tx, input: CertificateDeed): Promise<void> {
  await recordCertificateEvent(tx, "withdraw", input);
}
