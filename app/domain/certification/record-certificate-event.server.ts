import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { certificate, certificateEvent, standard, standardVersion } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import type { CertificateEventKind } from "./certificate";
import { standingLetter } from "./certificate-letter";
import { CERTIFICATE_STANDINGS, standingAfter, type CertificateStandingDeed } from "./certificate-standing";
import { ASSESSING_ROLES, requireRole } from "./permission";
import { tellSupplier } from "./tell-supplier.server";

export interface CertificateDeed {
  actor: Actor;
  at: Date;
  today: Day;
  number: string;
  reason: string;
}

const KIND = { suspend: "suspended", reinstate: "reinstated", withdraw: "withdrawn" } as const;

/** What suspend, reinstate and withdraw share: one at a time for each certificate, added and never changed. */
export async function recordCertificateEvent(
  tx: Tx,
  deed: CertificateStandingDeed,
  input: CertificateDeed,
): Promise<void> {
  requireRole(input.actor, ASSESSING_ROLES, `${deed} this certificate`);
  if (input.reason.trim() === "") {
    throw new Problem("rule-broken", "reason-missing", `Give the reason to ${deed} this certificate.`);
  }
  const [held] = await tx
    .select()
    .from(certificate)
    .where(eq(certificate.number, input.number))
    .for("update");
  if (!held) throw new Problem("not-found", "certificate-not-found", "There is no such certificate.");
  const past = await tx
    .select()
    .from(certificateEvent)
    .where(eq(certificateEvent.certificateNumber, input.number))
    .orderBy(asc(certificateEvent.effectiveOn), asc(certificateEvent.id));
  const before = standingAfter(past.map((event) => event.kind as CertificateEventKind));
  const after = requireNextState(CERTIFICATE_STANDINGS, "certificate", before, deed);
  await tx.insert(certificateEvent).values({
    certificateNumber: input.number,
    kind: KIND[deed],
    effectiveOn: input.today,
    reason: input.reason,
    recordedAt: input.at,
    recordedBy: input.actor.userId,
  });
  await recordEvent(tx, {
    stream: `certificate:${input.number}`,
    action: `certificate.${KIND[deed]}`,
    summary: `Certificate ${input.number} ${KIND[deed]}: ${input.reason}`,
    actor: input.actor,
    at: input.at,
    before: { standing: before },
    after: { standing: after, reason: input.reason },
  });
  await writeToSupplier(tx, KIND[deed], input, held.supplierId);
}

async function writeToSupplier(
  tx: Tx,
  kind: CertificateEventKind,
  input: CertificateDeed,
  supplierId: string,
): Promise<void> {
  const { number, reason, today } = input;
  const [names] = await tx
    .select({ standardTitle: standard.title, supplierName: supplier.name, solutionName: catalogueItem.name })
    .from(certificate)
    .innerJoin(standardVersion, eq(standardVersion.id, certificate.standardVersionId))
    .innerJoin(standard, eq(standard.id, standardVersion.standardId))
    .innerJoin(supplier, eq(supplier.id, certificate.supplierId))
    .leftJoin(catalogueItem, eq(catalogueItem.id, certificate.solutionId))
    .where(eq(certificate.number, number));
  const { standardTitle, solutionName, supplierName } = names!;
  const holderName = solutionName ?? supplierName;
  const letter = standingLetter({ kind, number, standardTitle, holderName, reason, on: today });
  await tellSupplier(tx, { supplierId, letter });
}
