import type { Tx } from "~db";
import type { CertificateStandingDeed } from "~/domain/certification/certificate-standing";
import type { CertificateDeed } from "~/domain/certification/record-certificate-event.server";
import { reinstateCertificate } from "~/domain/certification/reinstate-certificate.server";
import { suspendCertificate } from "~/domain/certification/suspend-certificate.server";
import { withdrawCertificate } from "~/domain/certification/withdraw-certificate.server";
import { tellBuyers } from "./tell-buyers.server";

const DEEDS = {
  suspend: { record: suspendCertificate, news: "suspended" },
  reinstate: { record: reinstateCertificate, news: "reinstated" },
  withdraw: { record: withdrawCertificate, news: "withdrawn" },
} as const;

/**
 * Suspends, reinstates or withdraws a certificate and tells the supplier and every buyer whose contracts, orders or
 * shortlists rest on it, in one transaction. Throws conflict when its standing forbids it, not-allowed, not-found.
 */
export async function changeCertificate(
  tx: Tx,
  input: CertificateDeed & { deed: CertificateStandingDeed },
): Promise<void> {
  const { deed, ...rest } = input;
  const { record, news } = DEEDS[deed];
  await record(tx, rest);
  await tellBuyers(tx, { ...rest, news });
}
