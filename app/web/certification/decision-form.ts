import { tooLong } from "~/domain/shared/range-words";
import { z } from "zod";
import { CLAIM_DECISIONS, dueDayFault, MOST_CONDITIONS } from "~/domain/certification/claims/claim";
import type { Day } from "~/domain/shared/day";
import { readDay } from "~/web/orders/order-forms";

const LONGEST = 2_000;

/** The decision about a claim as it is sent; its conditions are read by `readConditions`. */
export const DecisionForm = z
  .looseObject({
    step: z.string().optional(),
    decision: z.enum(["take_up", ...CLAIM_DECISIONS], { message: "Choose a decision" }).optional(),
    reason: z.string().trim().max(LONGEST, tooLong("the reason", LONGEST)).optional(),
  })
  .superRefine((form, context) => {
    if (form.step === "change" || form.step === "more") return;
    const say = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (!form.decision) say("decision", "Choose a decision");
    else if (form.decision !== "approve_with_conditions" && hasCondition(form)) {
      say("decision", "You wrote a condition: choose “Approve with conditions”, or empty its boxes");
    } else if (form.decision !== "take_up" && form.decision !== "approve" && !form.reason) {
      say("reason", "Give the reason for the decision");
    }
  });

const CONDITION_FIELD = /^(condition-\d+|dueOn-\d+-(day|month|year))$/;

/** Whether a condition was typed: it is never left out without a word. */
const hasCondition = (values: Record<string, unknown>): boolean =>
  Object.entries(values).some(
    ([name, value]) => CONDITION_FIELD.test(name) && String(value ?? "").trim() !== "",
  );

/** How many conditions the page offers: up to the last that was filled in, or as many as were asked for (`rows`). */
export function conditionRows(values: Record<string, unknown>): number {
  const filled = Array.from({ length: MOST_CONDITIONS }, (_, index) => index + 1).filter((row) =>
    [`condition-${row}`, `dueOn-${row}-day`, `dueOn-${row}-month`, `dueOn-${row}-year`].some(
      (name) => String(values[name] ?? "").trim() !== "",
    ),
  );
  return Math.min(MOST_CONDITIONS, Math.max(1, filled.at(-1) ?? 0, Number(values.rows) || 0));
}

/**
 * The conditions of a decision, with what is wrong by field. Empty rows are left out, and at least one is asked for.
 * `validTo` is the last day of the certificate that the approval issues; null has no end.
 */
export function readConditions(
  form: Record<string, unknown>,
  within: { today: Day; validTo: Day | null },
): { conditions: { text: string; dueOn: Day }[]; errors: Record<string, string> } {
  const conditions: { text: string; dueOn: Day }[] = [];
  const errors: Record<string, string> = {};
  for (let row = 1; row <= MOST_CONDITIONS; row += 1) {
    const text = String(form[`condition-${row}`] ?? "").trim();
    const dueOn = readDay(form, `dueOn-${row}`);
    if (row > 1 && text === "" && dueOn === "") continue;
    if (text === "") errors[`condition-${row}`] = "Say what the supplier must do";
    else if (text.length > LONGEST) errors[`condition-${row}`] = tooLong(`condition ${row}`, LONGEST);
    const fault = dueOn
      ? dueDayFault(dueOn, within)
      : dueOn === ""
        ? "Enter the day it is due, for example 31 3 2027"
        : "The day it is due must be a real date";
    if (fault) errors[`dueOn-${row}`] = fault;
    if (text !== "" && dueOn && !fault) conditions.push({ text, dueOn });
  }
  return { conditions, errors };
}
