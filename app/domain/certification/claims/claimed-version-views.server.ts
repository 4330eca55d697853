import { and, asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { evidence, standard, standardVersion } from "~db/schema/certification";
import { contains, formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import type { EvidenceInput } from "./claim";
import type { EvidenceKind } from "./evidence-kinds";
import { usefulVersions } from "../requirement";
import { allVersions } from "../verdict-facts.server";

/**
 * The version that a claim is of, with its standard. Throws Problem not-found
 * `standard-not-found`, rule-broken `version-not-in-force` and `version-superseded`.
 */
export async function claimedVersion(q: Queryable, id: string, today: Day) {
  const [found] = await q
    .select({ version: standardVersion, standard })
    .from(standardVersion)
    .innerJoin(standard, eq(standard.id, standardVersion.standardId))
    .where(eq(standardVersion.id, id));
  if (!found) throw new Problem("not-found", "standard-not-found", "There is no such version of a standard.");
  const { version } = found;
  if (!contains({ from: version.effectiveFrom, to: version.retiredOn }, today)) {
    throw new Problem("rule-broken", "version-not-in-force", {
      title: `Version ${version.version} of ${found.standard.title} is not in force on ${formatDay(today)}.`,
      detail: "Claim the version that is in force. The standard's page names it.",
      next: { label: found.standard.title, href: `/standards/${found.standard.id}` },
    });
  }
  await requireUseful(q, found, today);
  return found;
}

/** A certificate of a superseded version would not count on the day it is issued: its claim is refused, and led to the newer one. */
async function requireUseful(
  q: Queryable,
  of: { version: { id: string; version: string }; standard: { id: string; title: string } },
  today: Day,
): Promise<void> {
  const useful = usefulVersions(await allVersions(q), of.standard.id, today);
  if (useful.some((one) => one.id === of.version.id)) return;
  const newest = useful[0];
  throw new Problem("rule-broken", "version-superseded", {
    title: `Version ${of.version.version} of ${of.standard.title} was superseded, so a certificate of it would not count.`,
    detail: newest
      ? `Claim version ${newest.version} instead. Its page says what is different.`
      : "No version of it can be claimed today. Its page says what changes and when.",
    next: newest
      ? {
          label: `Claim version ${newest.version}`,
          href: `/supplying/certification/claim?standard=${newest.id}`,
        }
      : { label: of.standard.title, href: `/standards/${of.standard.id}` },
  });
}

/** The evidence of the submission that a claim is at, by item, as it was given. */
export async function evidenceGiven(
  q: Queryable,
  of: { id: string; submission: number },
): Promise<EvidenceInput[]> {
  return q
    .select({
      itemPosition: evidence.itemPosition,
      kind: sql<EvidenceKind>`${evidence.kind}`,
      reference: evidence.reference,
      fileId: evidence.fileId,
      issuedOn: evidence.issuedOn,
      expiresOn: evidence.expiresOn,
    })
    .from(evidence)
    .where(and(eq(evidence.claimId, of.id), eq(evidence.submission, of.submission)))
    .orderBy(asc(evidence.itemPosition), asc(evidence.id));
}
