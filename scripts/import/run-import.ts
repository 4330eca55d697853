import type { Db, Tx } from "~db";
import { inTransaction } from "~db";
import { importRun } from "~db/schema/platform";
import { SYSTEM } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { importCatalogue } from "./catalogue/import-catalogue";
import { importCqc } from "./import-cqc";
import { importFunding } from "./import-funding";
import { importProcurement } from "./import-procurement";
import { importStandards } from "./import-standards";
import { importOds } from "./ods/import-ods";
import type { ImportContext, ImportReport } from "./report";

/** The kinds in the order in which "all" takes them. */
export const IMPORTERS: Record<
  string,
  (tx: Tx, given: string, context: ImportContext) => Promise<ImportReport>
> = {
  ods: importOds,
  cqc: importCqc,
  standards: importStandards,
  procurement: importProcurement,
  funding: importFunding,
  catalogue: importCatalogue,
};

class DryRun extends Error {
  constructor(readonly report: ImportReport) {
    super("dry run");
  }
}

/**
 * Runs one kind in one transaction. A dry run does everything and rolls it back. A run that changed something leaves an
 * audit event, and every real run an import_run row.
 */
export async function runImport(
  db: Db,
  kind: string,
  given: string,
  context: ImportContext & { dryRun?: boolean },
): Promise<ImportReport> {
  const importer = IMPORTERS[kind];
  if (!importer) throw new Error(`There is no import of the kind ${kind}.`);
  try {
    return await inTransaction(db, async (tx) => {
      const report = await importer(tx, given, context);
      if (context.dryRun) throw new DryRun(report);
      await tx.insert(importRun).values({
        kind,
        source: given,
        counts: { ...report.counts, ...report.changes },
        rejectedRows: report.rejected.length,
        finishedAt: context.at,
      });
      const { inserted, updated } = report.changes;
      if (inserted + updated > 0) {
        await recordEvent(tx, {
          stream: `import:${kind}`,
          action: "reference-data.imported",
          summary: `Imported ${kind}: ${inserted} rows added, ${updated} changed, ${report.rejected.length} rejected`,
          actor: SYSTEM,
          at: context.at,
          after: { counts: report.counts, changes: report.changes, rejected: report.rejected.length },
        });
      }
      return report;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.report;
    throw error;
  }
}
