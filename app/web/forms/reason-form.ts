import { z } from "zod";

const LONGEST_REASON = 1_000;
const TOO_LONG = `Keep the reason to ${LONGEST_REASON.toLocaleString("en-GB")} characters`;

/** The field in which somebody says why; `ask` is what the error says when it is left empty. */
export const reasonOf = (ask: string) => z.string(ask).trim().min(1, ask).max(LONGEST_REASON, TOO_LONG);

export const reasonField = reasonOf("Enter the reason");

/** The same where only some of the answers need words. */
export const optionalReason = z.string().trim().max(LONGEST_REASON, TOO_LONG).optional().default("");

/** The reason of an action, and the step of a form that is checked before it is sent. */
export const ReasonForm = z.object({ step: z.string().optional(), reason: reasonField });

/** Yes or no to what somebody else asked for; only a no needs words. */
export const DecideForm = z
  .object({
    step: z.string().optional(),
    decision: z.enum(["approve", "decline"], "Choose approve or decline"),
    reason: optionalReason,
  })
  .refine((form) => form.decision === "approve" || form.reason !== "", {
    path: ["reason"],
    message: "Enter the reason",
  });
