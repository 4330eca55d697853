import type { Tx } from "~db";
import { recordCertificateEvent, type CertificateDeed } from "./record-certificate-event.server";

/** Ends a suspension from today. Throws conflict when its standing forbids it, not-allowed, not-found. */
export async function reinstateCertificate(tx: Tx, input: CertificateDeed): Promise<void> {
  await recordCertificateEvent(tx, "reinstate", input);
}
