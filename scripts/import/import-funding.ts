import { z } from "zod";
import type { Tx } from "~db";
import { programme, ruleShape } from "~db/schema/funding";
import { valid } from "./import-procurement";
import { emptyReport, type ImportContext, type ImportReport } from "./report";
import { openSource, readList } from "./source";
import { upsert } from "./upsert";

const Programme = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  years: z.string(),
  flow: z.string(),
  amount: z.string(),
  ruleShape: z.string(),
  sources: z.array(z.string()),
  confidence: z.string(),
});
const Shape = z.object({
  type: z.string().min(1),
  params: z.array(z.string()),
  semantics: z.string(),
  example: z.record(z.string(), z.unknown()).optional(),
});

/**
 * Imports the funding programmes and the shapes that a who-pays-what rule can take. The sums are prose, so no fund is
 * opened from them: a fund's money enters the ledger by a commercial officer's action. The success measures, the missions
 * and the working model of who pays are read and checked; the maturity room will hold them.
 */
export async function importFunding(tx: Tx, given: string, context: ImportContext): Promise<ImportReport> {
  const source = openSource(given, "funding");
  const report = emptyReport("funding");
  const programmes = source.need("programmes.json");
  const shapes = source.need("rule-shapes.json");
  const measures = source.need("wgll-missions.json");
  source.requireUsed("funding");
  context.onProgress("writing programmes and rule shapes");
  if (programmes) await writeProgrammes(tx, programmes, report);
  if (shapes) {
    const rows = valid(readList<unknown>(shapes, "ruleTypes"), Shape, "rule-shapes.json", report);
    report.counts["rule shapes"] = rows.length;
    const stored = rows.map((one) => ({
      type: one.type,
      parameters: one.params,
      semantics: one.semantics,
      example: one.example ?? null,
    }));
    await upsert(tx, ruleShape, stored, { key: ["type"] }, report);
  }
  if (measures) {
    report.counts["success measures (read, no table yet)"] = readList(measures, "successMeasures").length;
    report.counts["missions (read, no table yet)"] = readList(measures, "missions").length;
  }
  return report;
}

async function writeProgrammes(tx: Tx, file: string, report: ImportReport): Promise<void> {
  const rows = valid(readList<unknown>(file, "programmes"), Programme, "programmes.json", report);
  report.counts["funding programmes"] = rows.length;
  const there = await tx.select().from(programme);
  // What officers wrote of a programme stays, and so does a name that they gave to another.
  const ours = new Set(there.filter((row) => row.firstYear !== null).map((row) => row.id));
  const named = new Map(there.map((row) => [row.name.toLowerCase(), row.id]));
  const stored = rows.flatMap((one, index) => {
    if (ours.has(one.id)) return [];
    const other = named.get(one.name.toLowerCase()) ?? one.id;
    named.set(one.name.toLowerCase(), other);
    if (other === one.id) return [one];
    const reason = `the programme ${other} bears the name ${one.name} already`;
    report.rejected.push({ file: "programmes.json", line: index + 1, reason });
    return [];
  });
  const values = stored.map((one) => ({
    id: one.id,
    name: one.name,
    summary: `${one.name} (${one.years}): ${one.flow}.`,
    years: one.years,
    flow: one.flow,
    amountText: one.amount,
    ruleText: one.ruleShape,
    sources: one.sources,
  }));
  await upsert(tx, programme, values, { key: ["id"] }, report);
}
