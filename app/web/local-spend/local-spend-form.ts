import { z } from "zod";
import { COST_CATEGORY_IDS } from "~/domain/agreements/cost-line";
import { parsePence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { atMost, LARGEST_SUM } from "~/domain/money/sum";
import { LONGEST_DESCRIPTION, LONGEST_EVIDENCE } from "~/domain/local-spend/local-spend";
import type { Day } from "~/domain/shared/day";
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
      .refine((text) => text.length <= LONGEST_DESCRIPTION, `Keep it to ${LONGEST_DESCRIPTION} characters`),
    evidence: typed
      .refine((text) => text !== "", "Enter where the evidence is, for example an invoice number")
      .refine((text) => text.length <= LONGEST_EVIDENCE, `Keep it to ${LONGEST_EVIDENCE} characters`),
  })
  .transform((form, ctx) => {
    const spentOn = requireDay(form, "spentOn", "the day on which it was spent", ctx);
    const amount = parsePence(form.amount);
    const wrong = (message: string) => ctx.addIssue({ code: "custom", path: ["amount"], message });
    if (amount === null || amount <= 0n) wrong("Enter an amount, for example 1,250.00");
    else if (amount > LARGEST_SUM) wrong(`Enter an amount ${atMost(LARGEST_SUM)}`);
    return { ...form, spend: { ...form, spentOn: spentOn as Day, amount: amount as Pence } };
  });

export const WithdrawForm = z.object({
  reason: z
    .string("Enter why it is withdrawn")
    .trim()
    .min(1, "Enter why it is withdrawn")
    .max(1_000, "Keep the reason to 1,000 characters"),
});
