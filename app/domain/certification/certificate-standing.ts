import type { StateTable } from "~/domain/shared/state-table";
import type { CertificateEventKind } from "./certificate";

/** What the assessors made of a certificate, whatever its dates say. */
export type CertificateStanding = "in force" | "suspended" | "withdrawn";
export type CertificateStandingDeed = "suspend" | "reinstate" | "withdraw";

/** What may be done with a certificate; a withdrawn one does not come back. The page asks it for its buttons. */
export const CERTIFICATE_STANDINGS: StateTable<CertificateStanding, CertificateStandingDeed> = {
  "in force": { suspend: "suspended", withdraw: "withdrawn" },
  suspended: { reinstate: "in force", withdraw: "withdrawn" },
  withdrawn: {},
};

/** The standing that a certificate's events, first to last, have led to. */
export function standingAfter(kinds: readonly CertificateEventKind[]): CertificateStanding {
  const last = kinds.at(-1);
  return last === undefined || last === "reinstated" ? "in force" : last;
}
