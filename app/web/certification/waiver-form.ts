import { z } from "zod";
import type { Day } from "~/domain/shared/day";
import { reasonField } from "~/web/forms/reason-form";
import { requireDay } from "~/web/orders/order-forms";

/** The form of a waiver; whether the solution and the buyer exist is asked of the database afterwards. */
export const WaiverForm = z
  .looseObject({
    step: z.string().optional(),
    standard: z.string("Choose the standard").min(1, "Choose the standard"),
    solution: z
      .string("Enter the solution’s number or name")
      .trim()
      .min(1, "Enter the solution’s number or name")
      .max(200, "Enter a name of at most 200 characters"),
    buyer: z
      .string()
      .trim()
      .max(40, "Enter the code of an organisation, for example RR8")
      .optional()
      .default(""),
    reason: reasonField,
  })
  .transform((form, ctx) => {
    const validFrom = requireDay(form, "from", "the first day, for example 1 12 2026", ctx);
    const validTo = requireDay(form, "to", "the last day, for example 31 3 2027", ctx);
    if (validFrom && validTo && validTo < validFrom) {
      ctx.addIssue({
        code: "custom",
        path: ["to"],
        message: "The last day must be on or after the first day",
      });
    }
    return { ...form, validFrom: validFrom as Day, validTo: validTo as Day };
  });
