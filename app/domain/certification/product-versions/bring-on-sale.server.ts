import { and, eq, isNull, ne } from "drizzle-orm";
import type { Tx } from "~db";
import { productVersion } from "~db/schema/catalogue";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatDay, type Day } from "~/domain/shared/day";
import { notifySupplier } from "../notify-supplier.server";
import { versionEvidence } from "./evidence-facts.server";
import { awaitingEvidence, evidenceDue, firstDayOnSale, versionOnSale } from "./product-version";

/**
 * Sets the first day on sale of the versions that waited for evidence and have it now, and e-mails their supplier: from that day each
 * takes the place of the former one by itself. Asked whenever a certificate of the product is issued, and by its
 * supplier where a standard ceased to bind. Answers those versions. Throws
 * Problem not-found `no-such-solution`.
 */
export async function bringOnSale(
  tx: Tx,
  input: { solutionId: string; actor: Actor; at: Date; today: Day },
): Promise<string[]> {
  const { solutionId, actor, at, today } = input;
  if (!(await lockAwaiting(tx, solutionId))) return [];
  const { name, supplierId, versions, standards, certificates } = await versionEvidence(
    tx,
    solutionId,
    today,
  );
  const former = versionOnSale(versions, today)?.version ?? null;
  const standardIds = standards.map(({ id }) => id);
  const brought: string[] = [];
  for (const version of awaitingEvidence(versions)) {
    const asked = { versions, version: version.version, former, standardIds, certificates };
    if (evidenceDue(asked).length > 0) continue;
    const onSaleFrom = firstDayOnSale({ versions, version, standardIds, certificates, today });
    await tx
      .update(productVersion)
      .set({ onSaleFrom })
      .where(and(eq(productVersion.solutionId, solutionId), eq(productVersion.version, version.version)));
    await recordEvent(tx, {
      stream: `solution:${solutionId}`,
      action: "solution.version-on-sale",
      summary: `Version ${version.version} of ${name} has its evidence and is on sale from ${formatDay(onSaleFrom)}`,
      actor,
      at,
      after: { version: version.version, onSaleFrom },
    });
    await notifySupplier(tx, {
      supplierId,
      email: {
        kind: "product-version-on-sale",
        subject: `${name} ${version.version} is on sale from ${formatDay(onSaleFrom)}`,
        body: [
          `Version ${version.version} of ${name} has all evidence that was due. It is on sale from ${formatDay(onSaleFrom)}, in place of the version before it.`,
          { label: "See its versions", path: `/supplying/listings/${solutionId}/product-versions` },
        ],
      },
    });
    brought.push(version.version);
  }
  return brought;
}

/** Of two certificates decided at once the later sees the other's: whoever holds the rows first is waited for. */
async function lockAwaiting(tx: Tx, solutionId: string): Promise<boolean> {
  const rows = await tx
    .select({ version: productVersion.version })
    .from(productVersion)
    .where(
      and(
        eq(productVersion.solutionId, solutionId),
        ne(productVersion.changeClass, "first"),
        isNull(productVersion.onSaleFrom),
        isNull(productVersion.withdrawnOn),
      ),
    )
    .orderBy(productVersion.version)
    .for("update");
  return rows.length > 0;
}
