import { z } from "zod";

/** The year of an address: 2026 is 2026/27. */
export const YearParams = z.object({
  financialYear: z
    .string()
    .regex(/^20\d{2}$/)
    .transform(Number),
});

export const YEAR_END_LISTS = [
  "funds",
  "organisations",
  "months",
  "demand",
  "carry-over",
  "clawbacks",
  "outstanding",
] as const;
export type YearEndList = (typeof YEAR_END_LISTS)[number];

/** The forms of the closing page: ask, close, take back, or have every balance worked out again. */
export const CloseForm = z
  .object({
    step: z.string().optional(),
    deed: z.enum(["ask", "close", "withdraw", "recompute"], "Choose what to do"),
    accrualReason: z.string().trim().max(1_000, "Keep the reason to 1,000 characters").optional().default(""),
    reason: z.string().trim().max(1_000, "Keep the reason to 1,000 characters").optional().default(""),
  })
  .refine((form) => form.deed !== "withdraw" || form.reason !== "", {
    path: ["reason"],
    message: "Enter the reason",
  });
