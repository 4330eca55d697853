import { tooLong } from "~/domain/shared/range-words";
import { z } from "zod";
import { COST_CATEGORY_IDS } from "~/domain/agreements/rules/cost-line";
import { parsePence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { LARGEST_SUM, PENNY, sumFrom } from "~/domain/money/sum";
import { LONGEST_DESCRIPTION, LONGEST_EVIDENCE } from "~/domain/local-spend/local-spend";
import type { Day } from "~/domain/shared/day";
import { optionalReason, reasonOf } from "~/web/forms/reason-form";
import { requireDay } from "~/web/orders/order-forms";

export const LocalSpendParams = z.object({ id: z.uuid() });

const typed = z.string().trim().optional().default("");

/** Own spend as it is typed in; whether it can be recorded is the domain's to say. */
export const LocalSpendForm = z
  .looseObject({
    step: z.string().optional(),
    category: z.enum(COST_CATEGORY_IDS, "Choose what the money was spent on"),
    amount: typed,
    description: typed
      .refine((text) => text !== "", "Enter what was bought, for example staff training")
      .refine((text) => text.length <= LONGEST_DESCRIPTION, tooLong("what was bought", LONGEST_DESCRIPTION)),
    evidence: typed
      .refine((text) => text !== "", "Enter where the evidence is, for example an invoice number")
      .refine((text) => text.length <= LONGEST_EVIDENCE, tooLong("where the evidence is", LONGEST_EVIDENCE)),
  })
  .transform((form, ctx) => {
    const spentOn = requireDay(form, "spentOn", "the day on which it was spent", ctx);
    const amount = parsePence(form.amount);
    const wrong = (message: string) => ctx.addIssue({ code: "custom", path: ["amount"], message });
    if (amount === null || amount <= 0n) wrong("Enter an amount, for example 1,250.00");
    else if (amount > LARGEST_SUM) wrong(`Enter an amount ${sumFrom(PENNY, LARGEST_SUM)}`);
    return { ...form, spend: { ...form, spentOn: spentOn as Day, amount: amount as Pence } };
  });

/** The centre's word about a record of spend; only a no needs words. */
export const SpendDecisionForm = z
  .object({
    step: z.string().optional(),
    decision: z.enum(["confirm", "decline"], "Choose to confirm or to decline"),
    reason: optionalReason,
  })
  .refine((form) => form.decision === "confirm" || form.reason !== "", {
    path: ["reason"],
    message: "Enter why it is declined",
  });

export const WithdrawForm = z.object({
  reason: reasonOf("Enter why it is withdrawn"),
});
