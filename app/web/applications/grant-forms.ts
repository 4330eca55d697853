import { z } from "zod";
import { reason, requireSum, signatoryName } from "./application-forms";
import type { Pence } from "~/domain/money/money";

/** What can be done with an award; which of them, the state and the role decide. */
export const GRANT_DONE = ["sign", "give-back", "end"] as const;

export const GrantDeedForm = z.discriminatedUnion(
  "deed",
  [
    z.object({ deed: z.literal("sign"), signatoryName }),
    z.object({ deed: z.literal("end"), reason }),
    z.looseObject({ deed: z.literal("give-back"), givenBackReason: reason }).transform((form, ctx) => ({
      deed: form.deed,
      givenBackReason: form.givenBackReason,
      amount: requireSum(form, "amount", "how much you give back", ctx) as Pence,
    })),
  ],
  "Choose what to do",
);
