import { and, asc, eq, isNull } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber } from "~db/number-order";
import { certificate, certificateEvent, standardVersion } from "~db/schema/certification";
import { groupedBy } from "~/domain/shared/grouped-by";
import type { CertificateEventKind } from "../certificates/certificate";
import type { EventBody } from "../certificates/certificate-event";
import { regulatorSuspensionOf, type FormerSuspension } from "../certificates/lifting";

/**
 * The suspension by a regulator that a certificate of the same standard and holder is under, or was when it was withdrawn; null
 * where there is none. One that stands comes before one that was withdrawn. `lock` keeps those certificates as they are until the
 * transaction ends, so that no suspension is entered beside a decision.
 */
export async function formerSuspension(
  q: Queryable,
  of: { standardVersionId: string; supplierId: string; solutionId: string | null },
  { lock = false } = {},
): Promise<FormerSuspension | null> {
  const standardId = q
    .select({ id: standardVersion.standardId })
    .from(standardVersion)
    .where(eq(standardVersion.id, of.standardVersionId));
  const versions = q
    .select({ id: standardVersion.id })
    .from(standardVersion)
    .where(isAnyOf(standardVersion.standardId, standardId));
  const same = q
    .select({ number: certificate.number })
    .from(certificate)
    .where(
      and(
        eq(certificate.supplierId, of.supplierId),
        of.solutionId === null ? isNull(certificate.solutionId) : eq(certificate.solutionId, of.solutionId),
        isAnyOf(certificate.standardVersionId, versions),
      ),
    )
    .orderBy(byNumber(certificate.number))
    .$dynamic();
  const held = await (lock ? same.for("share") : same);
  const numbers = held.map(({ number }) => number);
  if (numbers.length === 0) return null;
  const events = await q
    .select()
    .from(certificateEvent)
    .where(isAnyOf(certificateEvent.certificateNumber, numbers))
    .orderBy(asc(certificateEvent.effectiveOn), asc(certificateEvent.id));
  const byCertificate = groupedBy(
    events.map((event) => ({
      ...event,
      kind: event.kind as CertificateEventKind,
      body: event.body as EventBody,
    })),
    (event) => event.certificateNumber,
  );
  const found = [...byCertificate].flatMap(([number, own]) => regulatorSuspensionOf(number, own) ?? []);
  return found.find(({ stands }) => stands) ?? found[0] ?? null;
}
