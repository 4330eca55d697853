import { asc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { capability } from "~db/schema/catalogue";
import {
  certificate,
  standard,
  standardBinding,
  standardEvidenceItem,
  standardVersion,
} from "~db/schema/certification";
import { lot } from "~db/schema/frameworks";
import { contains, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { counts, type StandardVersion } from "./certificates/certificate";
import { itemText, type EvidenceKind } from "./claims/evidence-kinds";
import { groupedBy } from "~/domain/shared/grouped-by";
import { certificatesForStandard, type CertificateRow } from "./certificates/certificate-views.server";
import { lastDayOf, versionsInForce, type AppliesTo } from "./requirement";
import { allVersions } from "./verdict-facts.server";

export interface StandardRow {
  id: string;
  title: string;
  summary: string;
  ownerName: string;
  category: string;
  appliesTo: AppliesTo;
  legalReference: string | null;
  /** The newest version in force on the day; null when there is none. */
  currentVersion: string | null;
  /** The next day to comply by, after the day asked for. */
  nextComplyBy: Day | null;
  /** Mandatory somewhere on the day. */
  mandatory: boolean;
  /** Certificates whose dates hold the day; the page of the standard says more. */
  certificateCount: number;
}

export interface StandardFilter {
  category?: string;
  appliesTo?: string;
  words?: string;
  /** Only those that are mandatory somewhere on the day. */
  mandatory?: boolean;
}

function nextComplyBy(versions: readonly StandardVersion[], standardId: string, on: Day): Day | null {
  const dates = versions
    .filter(
      (version) => version.standardId === standardId && version.complyBy !== null && version.complyBy >= on,
    )
    .map((version) => version.complyBy!)
    .sort();
  return dates[0] ?? null;
}

function matches(row: StandardRow, filter: StandardFilter): boolean {
  const text = `${row.id} ${row.title} ${row.summary} ${row.ownerName}`.toLowerCase();
  const words = (filter.words ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return (
    (!filter.category || row.category === filter.category) &&
    (!filter.appliesTo || row.appliesTo === filter.appliesTo) &&
    (!filter.mandatory || row.mandatory) &&
    words.every((word) => text.includes(word))
  );
}

/**
 * The registry on a day, by title, with the categories that there are, in four queries. There are some hundred
 * standards, so the filter runs here and its counts are those of the rows shown.
 */
export async function standardsList(
  q: Queryable,
  input: { on: Day; filter?: StandardFilter },
): Promise<{ rows: StandardRow[]; total: number; categories: string[] }> {
  const { on } = input;
  const [found, versions, bindings, held] = await Promise.all([
    q.select().from(standard),
    allVersions(q),
    q.select().from(standardBinding),
    q
      .select({
        standardId: standardVersion.standardId,
        validFrom: certificate.validFrom,
        validTo: certificate.validTo,
      })
      .from(certificate)
      .innerJoin(standardVersion, eq(standardVersion.id, certificate.standardVersionId)),
  ]);
  const inDate = (row: { validFrom: Day; validTo: Day | null }) =>
    contains({ from: row.validFrom, to: row.validTo }, on);
  const mandatory = new Set(bindings.filter(inDate).map((binding) => binding.standardId));
  const certificates = groupedBy(held.filter(inDate), (row) => row.standardId);
  const all = found.map((row) => ({
    id: row.id,
    title: row.title,
    summary: row.summary,
    ownerName: row.ownerName,
    category: row.category,
    appliesTo: row.appliesTo as AppliesTo,
    legalReference: row.legalReference,
    currentVersion: versionsInForce(versions, row.id, on)[0]?.version ?? null,
    nextComplyBy: nextComplyBy(versions, row.id, on),
    mandatory: mandatory.has(row.id),
    certificateCount: certificates.get(row.id)?.length ?? 0,
  }));
  all.sort((a, b) => a.title.localeCompare(b.title, "en-GB") || a.id.localeCompare(b.id));
  const categories = [...new Set(all.map((row) => row.category))].sort();
  return { rows: all.filter((row) => matches(row, input.filter ?? {})), total: all.length, categories };
}

export interface StandardView {
  standard: typeof standard.$inferSelect & { appliesTo: AppliesTo };
  /** Newest first, each with the evidence it asks for. */
  versions: (StandardVersion & { inForce: boolean; evidence: string[]; meets: number })[];
  /** Where it is mandatory on the day or later, in words. */
  bindings: { id: string; text: string; validFrom: Day; validTo: Day | null }[];
  /** Certificates that count first. */
  certificates: CertificateRow[];
  meets: number;
  /** The last day of the standard as a whole, past or to come; null while it has no end. */
  lastDay: Day | null;
  /** What changes after the day, and when, earliest first. */
  changes: { on: Day; text: string }[];
}

function changesAfter(versions: readonly StandardVersion[], on: Day): { on: Day; text: string }[] {
  const changes = versions.flatMap((version) => {
    const name = `Version ${version.version}`;
    return [
      { on: version.effectiveFrom, text: `${name} comes into force.` },
      {
        on: version.complyBy,
        text: `Last day on which certificates of versions before ${version.version} count.`,
      },
      { on: version.retiredOn, text: `Last day of ${name.toLowerCase()}.` },
    ];
  });
  return changes
    .filter((change): change is { on: Day; text: string } => change.on !== null && change.on >= on)
    .sort((a, b) => (a.on < b.on ? -1 : 1));
}

async function bindingTexts(q: Queryable, standardId: string, on: Day): Promise<StandardView["bindings"]> {
  const rows = await q
    .select({ binding: standardBinding, capabilityName: capability.name, lotName: lot.name })
    .from(standardBinding)
    .leftJoin(capability, eq(capability.ref, standardBinding.capabilityRef))
    .leftJoin(lot, eq(lot.id, standardBinding.lotId))
    .where(eq(standardBinding.standardId, standardId))
    .orderBy(asc(standardBinding.validFrom), asc(standardBinding.id));
  return rows
    .filter(({ binding }) => binding.validTo === null || binding.validTo >= on)
    .map(({ binding, capabilityName, lotName }) => {
      const parts = [
        binding.capabilityRef && `solutions with the capability ${capabilityName ?? binding.capabilityRef}`,
        binding.careSetting && `care setting ${binding.careSetting}`,
        binding.lotId && `lot ${lotName ?? binding.lotId}`,
        binding.buyerKind && `buyers of the kind ${binding.buyerKind.replaceAll("_", " ")}`,
      ].filter(Boolean);
      const text = parts.length === 0 ? "Everything that it applies to" : parts.join(", ");
      const { id, validFrom, validTo } = binding;
      return { id, text: `${text.charAt(0).toUpperCase()}${text.slice(1)}`, validFrom, validTo };
    });
}

/**
 * One standard as at a day: versions, where it is mandatory, who meets it, what changes when. Throws Problem
 * not-found `standard-not-found`.
 */
export async function standardView(q: Queryable, input: { id: string; on: Day }): Promise<StandardView> {
  const { id, on } = input;
  const [[found], versions] = await Promise.all([
    q.select().from(standard).where(eq(standard.id, id)),
    allVersions(q).then((all) => all.filter((version) => version.standardId === id)),
  ]);
  if (!found) {
    throw new Problem("not-found", "standard-not-found", {
      title: "There is no such standard.",
      detail: "The list of standards has all of them.",
      next: { label: "Standards", href: "/standards" },
    });
  }
  const ids = versions.map((version) => version.id);
  const [items, bindings, certificates] = await Promise.all([
    ids.length === 0
      ? []
      : q
          .select()
          .from(standardEvidenceItem)
          .where(isAnyOf(standardEvidenceItem.standardVersionId, ids))
          .orderBy(asc(standardEvidenceItem.position)),
    bindingTexts(q, id, on),
    certificatesForStandard(q, { standardId: id, on }),
  ]);
  const evidence = groupedBy(items, (item) => item.standardVersionId);
  const inForce = new Set(versionsInForce(versions, id, on).map((version) => version.id));
  certificates.sort((a, b) => Number(counts(b.status)) - Number(counts(a.status)));
  return {
    standard: { ...found, appliesTo: found.appliesTo as AppliesTo },
    versions: [...versions].reverse().map((version) => ({
      ...version,
      inForce: inForce.has(version.id),
      evidence: (evidence.get(version.id) ?? []).map((item) =>
        itemText({ ...item, kinds: item.kinds as EvidenceKind[] }),
      ),
      meets: certificates.filter((row) => row.versionId === version.id && counts(row.status)).length,
    })),
    bindings,
    certificates,
    meets: certificates.filter((row) => counts(row.status)).length,
    lastDay: lastDayOf(versions, id),
    changes: changesAfter(versions, on),
  };
}
