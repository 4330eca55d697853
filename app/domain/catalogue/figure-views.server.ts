import { and, eq, gte, isNull, lte, or } from "drizzle-orm";
import type { Queryable } from "~db";
import { certificate, standardVersion } from "~db/schema/certification";
import { certificateStatus, counts } from "~/domain/certification/certificates/certificate";
import { allVersions, withHistory } from "~/domain/certification/verdict-facts.server";
import type { Day } from "~/domain/shared/day";

/** How many certificates meet their standards on a day: in date, not suspended, withdrawn or superseded. */
export async function validCertificateCount(q: Queryable, on: Day): Promise<number> {
  const inDate = and(
    lte(certificate.validFrom, on),
    or(isNull(certificate.validTo), gte(certificate.validTo, on)),
  );
  const [rows, versions] = await Promise.all([
    q
      .select({
        number: certificate.number,
        standardId: standardVersion.standardId,
        standardVersionId: certificate.standardVersionId,
        validFrom: certificate.validFrom,
        validTo: certificate.validTo,
      })
      .from(certificate)
      .innerJoin(standardVersion, eq(standardVersion.id, certificate.standardVersionId))
      .where(inDate),
    allVersions(q),
  ]);
  const held = await withHistory(q, rows);
  return held.filter((row) => counts(certificateStatus(row, row.events, versions, row.conditions, on)))
    .length;
}
