import { z } from "zod";
import type { Day } from "~/domain/shared/day";
import { requireDay } from "~/web/orders/order-forms";
import { reasonField } from "~/web/forms/reason-form";

const TRIGGERS = ["terminated", "delisted", "standard-lapsed"] as const;

/** The form that asks for money back; what is due is worked out from the order afterwards. */
export const ClawbackForm = z
  .looseObject({
    step: z.string().optional(),
    order: z
      .string("Enter the order, for example C010001-01")
      .trim()
      .min(1, "Enter the order, for example C010001-01")
      .max(20, "Enter the order, for example C010001-01"),
    trigger: z.enum(TRIGGERS, "Choose what happened"),
    certificate: z.string().trim().max(40, "Enter the certificate, for example DVC-000123").default(""),
    reason: reasonField,
  })
  .transform((form, ctx) => {
    const on = requireDay(form, "on", "the day on which it happened, for example 1 12 2026", ctx);
    const lapsed = form.trigger === "standard-lapsed";
    if (lapsed && form.certificate === "") {
      const message = "Enter the certificate that stopped counting, for example DVC-000123";
      ctx.addIssue({ code: "custom", path: ["certificate"], message });
    }
    return { ...form, on: on as Day, certificateNumber: lapsed ? form.certificate.toUpperCase() : null };
  });

export const ClawbackQuery = z.object({
  order: z.string().max(20).optional().catch(undefined),
  trigger: z.enum(TRIGGERS).optional().catch(undefined),
  certificate: z.string().max(40).optional().catch(undefined),
  on: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .catch(undefined),
});
