import { z } from "zod";
import type { Tx } from "~db";
import { noticeType, procurementRule, procurementThreshold } from "~db/schema/frameworks";
import { pence } from "~/domain/money/money";
import { refused } from "./import-standards";
import { BrokenFile, emptyReport, type ImportContext, type ImportReport } from "./report";
import { listIn, openSource, readJson, readList } from "./source";
import { upsert } from "./upsert";

type RuleRow = typeof procurementRule.$inferInsert;
type ThresholdRow = typeof procurementThreshold.$inferInsert;
type Day = RuleRow["effectiveFrom"];

/** The Procurement Act 2023 came into force on this day (SI 2024/716 as amended); rules.json does not date its rules. */
const ACT_IN_FORCE = "2025-02-24" as Day;
/** NHS-01 is in the NHS Standard Contract since then; the other NHS rules are taken to be no older. */
const NHS_CONDITIONS_SINCE = "2024-04-01" as Day;

const Rule = z.object({
  id: z.string().regex(/^(PA|NHS)-\d\d$/),
  area: z.string(),
  rule: z.string().min(1),
  reference: z.string(),
  enforcement: z.string(),
});
const Threshold = z.object({ id: z.string().min(1), amount: z.number().int().positive() });
const Day_ = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Notice = z.object({
  code: z.string().regex(/^UK\d+$/),
  name: z.string(),
  stage: z.string(),
  ocdsTags: z.array(z.string()),
  section: z.string(),
  trigger: z.string(),
});

/** Imports the rules, the thresholds of both periods and the notice types, as dated data. */
export async function importProcurement(
  tx: Tx,
  given: string,
  context: ImportContext,
): Promise<ImportReport> {
  const source = openSource(given, "procurement");
  const report = emptyReport("procurement");
  const files = ["rules.json", "thresholds.json", "notice-types.json"].map((name) => source.need(name));
  const [rules, thresholds, notices] = files;
  source.requireUsed("procurement");
  context.onProgress("writing rules, thresholds and notice types");
  // A commercial officer may have put figures into `parameters`; an import does not take them out again.
  const options = { key: ["id", "effectiveFrom"], once: ["parameters"] };
  if (rules) await upsert(tx, procurementRule, readRules(rules, report), options, report);
  if (thresholds) {
    const rows = readThresholds(thresholds, report);
    await upsert(tx, procurementThreshold, rows, { key: ["id", "effectiveFrom"] }, report);
  }
  if (notices) {
    const rows = valid(readList<unknown>(notices, "noticeTypes"), Notice, "notice-types.json", report);
    report.counts["notice types"] = rows.length;
    await upsert(tx, noticeType, rows, { key: ["code"] }, report);
  }
  return report;
}

function readRules(file: string, report: ImportReport): RuleRow[] {
  const rules = valid(readList<unknown>(file, "rules"), Rule, "rules.json", report);
  report.counts["procurement rules"] = rules.length;
  return rules.map((rule) => ({
    id: rule.id,
    effectiveFrom: rule.id.startsWith("NHS-") ? NHS_CONDITIONS_SINCE : ACT_IN_FORCE,
    effectiveTo: null,
    area: rule.area,
    ruleText: rule.rule,
    reference: rule.reference,
    enforcement: rule.enforcement,
    parameters: {},
  }));
}

function readThresholds(file: string, report: ImportReport): ThresholdRow[] {
  const content = readJson(file);
  const basis = z.string().safeParse(content.basis);
  const from = Day_.safeParse(content.effectiveFrom);
  const previous = z.object({ effectiveFrom: Day_, effectiveTo: Day_ }).safeParse(content.previous);
  if (!basis.success || !from.success || !previous.success) {
    throw new BrokenFile(
      file,
      "its basis, its effectiveFrom or the dates of its previous period are missing.",
    );
  }
  const now = valid(listIn<unknown>(file, content, "rows"), Threshold, "thresholds.json", report);
  const earlierRows = listIn<unknown>(file, content.previous as Record<string, unknown>, "rows");
  const before = valid(earlierRows, Threshold, "thresholds.json", report);
  const row = (
    one: z.infer<typeof Threshold>,
    start: string,
    end: string | null,
    text: string,
  ): ThresholdRow => ({
    id: one.id,
    effectiveFrom: start as Day,
    effectiveTo: end as Day | null,
    amount: pence(BigInt(one.amount) * 100n),
    basis: text,
  });
  report.counts["thresholds in force"] = now.length;
  report.counts["thresholds of the period before"] = before.length;
  const earlier = `The period before: ${previous.data.effectiveFrom} to ${previous.data.effectiveTo}; inclusive of VAT`;
  return [
    ...now.map((one) => row(one, from.data, null, basis.data)),
    ...before.map((one) => row(one, previous.data.effectiveFrom, previous.data.effectiveTo, earlier)),
  ];
}

/** The entries that have the right shape; the others are reported by their place in the list. */
export function valid<Shape extends z.ZodType>(
  items: readonly unknown[],
  shape: Shape,
  file: string,
  report: ImportReport,
): z.infer<Shape>[] {
  return items.flatMap((item, index) => {
    const parsed = shape.safeParse(item);
    if (parsed.success) return [parsed.data];
    report.rejected.push(refused(file, index, parsed.error));
    return [];
  });
}
