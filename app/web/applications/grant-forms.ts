import { z } from "zod";
import { reasonField } from "~/web/forms/reason-form";
import { requireSum, signatoryName } from "./application-forms";
import type { Pence } from "~/domain/money/money";

/** What has just been done with an award, as its page says it. */
export const GRANT_DONE = ["sign", "give-back", "end"] as const;

export const SignForm = z.object({ signatoryName });

export const GiveBackForm = z
  .looseObject({ step: z.string().optional(), reason: reasonField })
  // What was typed stays as it is, for the page that checks it.
  .transform((form, ctx) => ({
    ...form,
    givenBack: requireSum(form, "amount", "how much you give back", ctx) as Pence,
  }));
