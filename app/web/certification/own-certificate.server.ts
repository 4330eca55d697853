import type { Queryable } from "~db";
import {
  certificateByNumber,
  type CertificateView,
} from "~/domain/certification/certificates/certificate-views.server";
import type { MemberActor } from "~/domain/people/role";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { ownSupplier } from "~/web/catalogue/own-supplier";

/** A certificate of the supplier that somebody acts for. Throws Problem not-found `certificate-not-found` for any other. */
export async function ownCertificate(
  q: Queryable,
  actor: MemberActor,
  number: string,
  today: Day,
): Promise<CertificateView> {
  const supplierId = ownSupplier(actor);
  const certificate = await certificateByNumber(q, { number, on: today });
  if (certificate.supplierId === supplierId) return certificate;
  throw new Problem("not-found", "certificate-not-found", {
    title: `You have no certificate ${number}.`,
    detail: "It may belong to another organisation that you act for.",
    next: { label: "Your certificates", href: "/supplying/certification" },
  });
}
