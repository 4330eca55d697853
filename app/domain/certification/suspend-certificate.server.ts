import type { Tx } from "~db";
import { recordCertificateEvent, type CertificateDeed } from "./record-certificate-event.server";

/** Suspends a certificate from today: what depends on it stops being buyable at once. Throws conflict when its standing forbids it, not-allowed, not-found. */
export async function suspendCertificate(tx: Tx, input: CertificateDeed): Promise<void> {
  await recordCertificateEvent(tx, "suspend", input);
}
