import type { Tx } from "~db";
import { recordCertificateEvent, type CertificateAction } from "./record-certificate-event.server";

/**
 * Ends a suspension from today; a regulator's, on its word only. Throws conflict when its state forbids it, not-allowed,
 * not-found. Codes: bad-request `reason-missing` and `decision-reference`, not-found `certificate-not-found`, conflict
 * `wrong-state`, rule-broken `regulator-word-missing` and `decision-day`, not-allowed `role-missing`.
 */
export async function reinstateCertificate(tx: Tx, input: CertificateAction): Promise<void> {
  await recordCertificateEvent(tx, "reinstate", input);
}
