import { z } from "zod";

/** The reason of a deed, and the step of a form that is checked before it is sent. */
export const reasonField = z
  .string("Enter the reason")
  .trim()
  .min(1, "Enter the reason")
  .max(1_000, "Keep the reason to 1,000 characters");

export const ReasonForm = z.object({ step: z.string().optional(), reason: reasonField });

/** Yes or no to what somebody else asked for; only a no needs words. */
export const DecideForm = z
  .object({
    step: z.string().optional(),
    decision: z.enum(["approve", "decline"], "Choose approve or decline"),
    reason: z.string().trim().max(1_000, "Keep the reason to 1,000 characters").optional().default(""),
  })
  .refine((form) => form.decision === "approve" || form.reason !== "", {
    path: ["reason"],
    message: "Enter the reason",
  });
