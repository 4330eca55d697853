import { z } from "zod";
import type { FundCondition } from "~/domain/applications/profile/condition";
import { REGIONS } from "~/domain/organisations/region";
import { wrongCriteria, type Criterion, type Score } from "~/domain/applications/scoring";
import { parsePence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { reason, requireSum, textOf } from "./application-forms";
import { several } from "~/web/orders/order-forms";

/* The centre's forms about applications. */

const LONGEST_DECLARATION = 1_500;
const LONGEST_CONDITION = 500;

export const ConflictForm = z
  .looseObject({ conflict: z.enum(["no", "yes"], "Say whether you have a conflict of interest") })
  .superRefine((form, ctx) => {
    if (form.conflict === "yes" && textOf(form, "declaration") === "")
      ctx.addIssue({ code: "custom", path: ["declaration"], message: "Say what the conflict is" });
    if (textOf(form, "declaration").length > LONGEST_DECLARATION)
      ctx.addIssue({
        code: "custom",
        path: ["declaration"],
        message: `Keep what the conflict is to ${LONGEST_DECLARATION.toLocaleString("en-GB")} characters`,
      });
  });

/** The scores of a page, one for each criterion. */
export function readScores(fields: Record<string, unknown>, criteria: readonly Criterion[]): Score[] {
  return criteria.map(({ id }) => {
    const typed = textOf(fields, `score-${id}`);
    return {
      criterion: id,
      score: /^[0-5]$/.test(typed) ? Number(typed) : -1,
      reason: textOf(fields, `reason-${id}`),
    };
  });
}

export const MOST_CONDITIONS = 5;

export const DecisionForm = z
  .looseObject({
    step: z.string().optional(),
    decision: z.enum(["award", "decline", "return"], "Choose what to do with the application"),
    reason,
  })
  .transform((form, ctx) => {
    const awarded = form.decision === "award" ? requireSum(form, "amount", "the sum to award", ctx) : null;
    if (conditionLines(form).length > MOST_CONDITIONS)
      ctx.addIssue({
        code: "custom",
        path: ["conditions"],
        message: `Set at most ${MOST_CONDITIONS} conditions`,
      });
    else if (conditionLines(form).some((text) => text.length > LONGEST_CONDITION))
      ctx.addIssue({
        code: "custom",
        path: ["conditions"],
        message: `Keep each condition to ${LONGEST_CONDITION} characters`,
      });
    // What was typed stays as it is, for the page that checks it.
    return { ...form, awarded: awarded as Pence };
  });

/** The conditions of an award, one on each line. */
export function conditionLines(fields: Record<string, unknown>): string[] {
  return textOf(fields, "conditions")
    .split("\n")
    .map((each) => each.trim())
    .filter(Boolean);
}

/** Who may apply to a fund: what is ticked, with its figure. */
export const TermsForm = z.looseObject({ conditions: several, regions: several }).transform((form, ctx) => {
  const chosen = new Set(form.conditions);
  const conditions: FundCondition[] = [];
  if (chosen.has("regions")) {
    const regions = form.regions.filter((code) => code in REGIONS);
    if (regions.length > 0) conditions.push({ kind: "regions", regions });
    else ctx.addIssue({ code: "custom", path: ["regions"], message: "Choose at least one region" });
  }
  for (const kind of ["dspt", "cqc-registered", "product-assured", "revenue-plan"] as const)
    if (chosen.has(kind)) conditions.push({ kind });
  for (const kind of ["minimum", "maximum"] as const) {
    if (!chosen.has(kind)) continue;
    const amount = requireSum(form, kind, `the ${kind}`, ctx);
    if (amount !== null) conditions.push({ kind, amount });
  }
  if (chosen.has("match")) {
    // Pounds of own money for each pound, to the penny: £1.00 is one for one, 10,000 basis points.
    const ratio = parsePence(textOf(form, "ratio"));
    if (ratio !== null && ratio > 0n && ratio <= 1_000n)
      conditions.push({ kind: "match", ratio: Number(ratio) * 100 });
    else
      ctx.addIssue({
        code: "custom",
        path: ["ratio"],
        message: "Enter how many pounds for each £1, for example 1",
      });
  }
  if (chosen.has("on-paper")) conditions.push({ kind: "on-paper", mixed: chosen.has("mixed") });
  return { ...form, conditions };
});

/** The weights of a fund's criteria; they must come to a hundred. */
export function readCriteria(
  fields: Record<string, unknown>,
  criteria: readonly Criterion[],
): { criteria: Criterion[]; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const read = criteria.map((criterion) => {
    const typed = textOf(fields, `weight-${criterion.id}`);
    if (!/^\d{1,3}$/.test(typed)) errors[`weight-${criterion.id}`] = "Enter a whole number from 0 to 100";
    return { ...criterion, weight: Number(typed) || 0 };
  });
  const [wrong] = wrongCriteria(read);
  if (wrong && Object.keys(errors).length === 0) errors[`weight-${criteria[0]!.id}`] = wrong;
  return { criteria: read, errors };
}
