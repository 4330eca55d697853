import type { Tx } from "~db";
import type { Day } from "~/domain/shared/day";
import { freezeListing } from "~/domain/catalogue/freeze-listing.server";
import { emptyReport, type ImportContext, type ImportReport } from "../report";
import { openSource } from "../source";
import { importAssessments, issueImportedCertificates } from "./assessments";
import { importItems, importLotEntries, importPrices, importSuppliers } from "./items";
import { importCapabilities, importFrameworks, importStandardBindings } from "./reference";
import { knownFrom, knownNothing, Stage } from "./stage";

/**
 * Imports the NHS Buying Catalogue's open data: a folder with all its files, or one of them to be joined to what is
 * already there. Changes nothing when a file is broken.
 */
export async function importCatalogue(tx: Tx, given: string, context: ImportContext): Promise<ImportReport> {
  const source = openSource(given, "catalogue");
  const report = emptyReport("catalogue");
  const stage = new Stage(source, context, report, source.single ? await knownFrom(tx) : knownNothing());
  await importCapabilities(tx, stage);
  await importFrameworks(tx, stage);
  await importStandardBindings(tx, stage);
  await importSuppliers(tx, stage);
  await importItems(tx, stage);
  await importLotEntries(tx, stage);
  await importPrices(tx, stage);
  await importAssessments(tx, stage);
  source.requireUsed("catalogue");
  await issueImportedCertificates(tx, stage);
  await freezeListings(tx, stage);
  return report;
}

/** Freezes each published listing when anything changed: version 1 at first, a new one only if it now says otherwise. */
async function freezeListings(tx: Tx, stage: Stage): Promise<void> {
  const published = [...stage.known.items.entries()].filter(
    ([id, item]) => item.kind === "solution" && item.state === "published" && /^\d+-\d+$/.test(id),
  );
  if (!stage.source.single) stage.report.counts["published solutions"] = published.length;
  if (stage.report.changes.inserted + stage.report.changes.updated === 0) return;
  stage.context.onProgress(`freezing ${published.length} listings`);
  for (const [solutionId] of published) {
    await freezeListing(tx, { solutionId, at: stage.context.at, today: stage.context.today as Day });
  }
}
