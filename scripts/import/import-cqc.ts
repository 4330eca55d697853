import type { Tx } from "~db";
import { organisation, organisationRelationship, organisationRole } from "~db/schema/organisations";
import { Directory } from "./ods/directory";
import { emptyReport, type ImportContext, type ImportReport } from "./report";
import { openSource, readTable } from "./source";
import { upsert } from "./upsert";

const CARE_HOMES = /^cqc-care-homes-.*\.csv$/;
const COLUMNS = ["name", "cqc_id", "type", "address", "postcode", "provider"] as const;

/** Our code for a provider: the file names providers and does not number them. */
export function providerCode(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return `cqc-provider-${slug}`.slice(0, 80);
}

/** Imports care homes by CQC id, and the providers that run them. Changes nothing when the file is broken. */
export async function importCqc(tx: Tx, given: string, context: ImportContext): Promise<ImportReport> {
  const source = openSource(given, "ods");
  const file = source.need(CARE_HOMES);
  source.requireUsed("cqc");
  if (file === null) return emptyReport("cqc");
  context.onProgress(`reading ${file.split("/").at(-1)}`);
  const table = readTable(file, COLUMNS);
  const directory = new Directory(new Map());
  const report = emptyReport("cqc");
  report.rejected.push(...table.rejected);
  const providers = new Set<string>();
  for (const { line, values: v } of table.rows) {
    const why = whyNot(v, directory);
    if (why) {
      report.rejected.push({ file: table.file, line, reason: why });
      continue;
    }
    const provider = providerCode(v.provider);
    providers.add(provider);
    directory.describe(
      { code: provider, scheme: "dovetail", kind: "care_provider", name: v.provider, primaryRole: "RO104" },
      `${table.file} (provider named, not numbered)`,
    );
    directory.role(provider, "RO104", true);
    describeHome(directory, v, table.file);
    directory.relate(v.cqc_id, "RE6", provider, table.file);
  }
  report.counts["care homes"] = directory.organisations.size - providers.size;
  report.counts["care providers"] = providers.size;
  await write(tx, directory, report);
  return report;
}

function whyNot(v: Record<(typeof COLUMNS)[number], string>, directory: Directory): string | null {
  if (!/^1-\d+$/.test(v.cqc_id)) return `"${v.cqc_id}" is not a CQC location id.`;
  if (v.name === "") return "The home has no name.";
  if (v.provider === "" || v.provider === "NA") return `${v.name} names no provider.`;
  return directory.organisations.has(v.cqc_id) ? `${v.cqc_id} is already on an earlier line.` : null;
}

function describeHome(
  directory: Directory,
  v: Record<(typeof COLUMNS)[number], string>,
  source: string,
): void {
  const lines = v.address.split(",").map((line) => line.trim());
  const town = lines.length > 1 ? lines.pop() : null;
  directory.describe(
    {
      code: v.cqc_id,
      scheme: "cqc",
      kind: "care_site",
      name: v.name,
      primaryRole: "RO101",
      addressLines: lines,
      town,
      postcode: v.postcode,
    },
    source,
  );
  directory.role(v.cqc_id, "RO101", true);
  // RO269 care home and RO270 domiciliary care are non-primary roles of a social care site.
  if (/(Residential|Nursing) homes/.test(v.type)) directory.role(v.cqc_id, "RO269", false);
  if (v.type.includes("Homecare agencies")) directory.role(v.cqc_id, "RO270", false);
}

async function write(tx: Tx, directory: Directory, report: ImportReport): Promise<void> {
  const keep = ["town", "postcode", "regionCode", "icbCode", "openedOn", "closedOn"];
  await upsert(tx, organisation, [...directory.organisations.values()], { key: ["code"], keep }, report);
  await upsert(
    tx,
    organisationRole,
    [...directory.roles.values()],
    { key: ["organisationCode", "roleId"] },
    report,
  );
  const key = ["organisationCode", "relationshipId", "targetCode"];
  await upsert(tx, organisationRelationship, [...directory.relationships.values()], { key }, report);
}
