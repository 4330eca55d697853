import { z } from "zod";
import type { Tx } from "~db";
import { standard, standardEvidenceItem, standardVersion } from "~db/schema/certification";
import { emptyReport, type ImportContext, type ImportReport } from "./report";
import { openSource, readList } from "./source";
import { upsert } from "./upsert";

type StandardRow = typeof standard.$inferInsert;
type VersionRow = typeof standardVersion.$inferInsert;
type EvidenceRow = typeof standardEvidenceItem.$inferInsert;
type Day = VersionRow["effectiveFrom"];

/** Neither file dates its standards. They count from this day, before anything the imported catalogue was assessed for. */
export const ASSUMED_SINCE = "2020-01-01" as Day;

const Compiled = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  owner: z.string().min(1),
  category: z.string().min(1),
  certifier: z.string(),
  evidence: z.array(z.string()),
  validityMonths: z.number().int().positive().nullable(),
  url: z.string(),
  mandatoryFor: z.array(z.string()),
  basis: z.string(),
  appliesTo: z.enum(["organisation", "product", "deployment", "contract", "framework", "service"]),
  confidence: z.string(),
  referenceCode: z.string().optional(),
  notes: z.string().optional(),
});

const Listed = z.object({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  owner: z.string().nullable(),
  status: z.string(),
  category: z.string(),
  referenceCode: z.string().nullable(),
  businessUse: z.array(z.string()),
  careSettings: z.array(z.string()),
  documentation: z.string().nullable(),
});

interface Read {
  standards: StandardRow[];
  versions: VersionRow[];
  evidence: EvidenceRow[];
}

/**
 * Imports the 52 standards that a supplier meets and the 86 entries of the NHS standards directory. It binds none of
 * them: standards.json says in prose whom a standard is mandatory for, and only a lot can make that a gate (README.md).
 */
export async function importStandards(tx: Tx, given: string, context: ImportContext): Promise<ImportReport> {
  const source = openSource(given, "standards");
  const report = emptyReport("standards");
  const read: Read = { standards: [], versions: [], evidence: [] };
  const compiled = source.need("standards.json");
  if (compiled) readCompiled(compiled, read, report);
  const listed = source.need("standards-directory.slim.json");
  if (listed) readDirectory(listed, read, report);
  source.requireUsed("standards");
  context.onProgress(`writing ${read.standards.length} standards`);
  await upsert(tx, standard, read.standards, { key: ["id"] }, report);
  await upsert(tx, standardVersion, read.versions, { key: ["id"] }, report);
  await upsert(tx, standardEvidenceItem, read.evidence, { key: ["standardVersionId", "position"] }, report);
  return report;
}

function readCompiled(file: string, read: Read, report: ImportReport): void {
  readList<unknown>(file, "standards").forEach((item, index) => {
    const parsed = Compiled.safeParse(item);
    if (!parsed.success) {
      report.rejected.push(refused("standards.json", index, parsed.error));
      return;
    }
    const one = parsed.data;
    read.standards.push({
      id: one.id,
      title: one.name,
      summary: [`Mandatory for: ${one.mandatoryFor.join("; ")}.`, one.notes ?? ""].join(" ").trim(),
      ownerName: one.owner,
      certifier: one.certifier,
      category: one.category,
      // A service is judged as the product it is; a contract condition is the framework's to enforce.
      appliesTo: { service: "product", contract: "framework" }[one.appliesTo as string] ?? one.appliesTo,
      careSettings: [],
      legalReference: legalReference(one.basis, one.referenceCode),
      url: one.url,
      source: `standards.json (${one.confidence})`,
    });
    const versions = versionsOf(one.id, one.validityMonths);
    read.versions.push(...versions);
    one.evidence.forEach((title, position) =>
      read.evidence.push({ standardVersionId: versions.at(-1)!.id, position: position + 1, title }),
    );
    report.counts["evidence items"] = (report.counts["evidence items"] ?? 0) + one.evidence.length;
  });
  report.counts["standards for suppliers"] = read.standards.length;
}

/**
 * DTAC is the one standard whose versions the file dates: the form of 2021 is not to be used from 6 April 2026. Every
 * other one has a single version "current" since ASSUMED_SINCE.
 */
function versionsOf(id: string, validityMonths: number | null): VersionRow[] {
  const version = (name: string, from: string, retiredOn: string | null): VersionRow => ({
    id: `${id}@${name}`,
    standardId: id,
    version: name,
    effectiveFrom: from as Day,
    retiredOn: retiredOn as Day | null,
    validityMonths,
  });
  if (id === "dtac") return [version("1", ASSUMED_SINCE, "2026-04-05"), version("2", "2026-04-06", null)];
  return [version("current", ASSUMED_SINCE, null)];
}

/** The law or the information standard behind it; null for policy, guidance and conditions of a framework. */
function legalReference(basis: string, referenceCode: string | undefined): string | null {
  const isLaw = /\bAct \d{4}|Regulations|information standard|UK GDPR|UK MDR|s\.250/i.test(basis);
  if (!isLaw) return referenceCode ?? null;
  return referenceCode ? `${basis} (${referenceCode})` : basis;
}

function readDirectory(file: string, read: Read, report: ImportReport): void {
  const before = read.standards.length;
  readList<unknown>(file, "standards").forEach((item, index) => {
    const parsed = Listed.safeParse(item);
    if (!parsed.success) {
      report.rejected.push(refused("standards-directory.slim.json", index, parsed.error));
      return;
    }
    const one = parsed.data;
    const id = `directory-${one.slug}`;
    const uses = one.businessUse.length > 0 ? ` Business use: ${one.businessUse.join(", ")}.` : "";
    read.standards.push({
      id,
      title: one.title,
      summary: `Listed in the NHS standards directory as ${one.category.toLowerCase()}; status ${one.status}.${uses}`,
      ownerName: one.owner ?? "Not stated",
      certifier: null,
      category: one.category,
      appliesTo: "product",
      careSettings: one.careSettings,
      legalReference: one.referenceCode ? `Information standard ${one.referenceCode}` : null,
      url: one.documentation,
      source: `standards-directory.slim.json (2022, ${one.status})`,
    });
    read.versions.push({
      id: `${id}@current`,
      standardId: id,
      version: "current",
      effectiveFrom: ASSUMED_SINCE,
      retiredOn: null,
      validityMonths: null,
    });
  });
  report.counts["entries of the standards directory"] = read.standards.length - before;
}

/** A JSON list has no lines: `line` is the entry's place in the list, from 1. */
export function refused(file: string, index: number, error: z.ZodError) {
  const reason = error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  return { file, line: index + 1, reason: `Entry ${index + 1}: ${reason}` };
}
