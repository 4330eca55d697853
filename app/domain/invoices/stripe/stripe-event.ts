import { z } from "zod";

/** As much of a Stripe event as we read; the whole of it is stored. */
export const StripeEvent = z.looseObject({
  id: z.string().startsWith("evt_"),
  type: z.string(),
  created: z.number().int(),
  data: z.looseObject({
    object: z.looseObject({ id: z.string().optional(), object: z.string().optional() }),
  }),
});

export type StripeEvent = z.infer<typeof StripeEvent>;

/** The invoice that an `invoice.paid` event speaks of. */
export const PaidInvoice = z.looseObject({
  id: z.string(),
  amount_paid: z.number().int().nonnegative(),
  /** As much of it as was paid outside of Stripe and only noted there. */
  amount_paid_off_stripe: z.number().int().nonnegative().nullish(),
  total: z.number().int(),
  status: z.string(),
  metadata: z.record(z.string(), z.string()).nullish(),
  status_transitions: z.looseObject({ paid_at: z.number().int().nullish() }).nullish(),
});

/** What an `account.updated` event says of a supplier's connected account. */
export const UpdatedAccount = z.looseObject({ id: z.string(), payouts_enabled: z.boolean() });

/** Where our own invoice number stands in a Stripe invoice. */
export const INVOICE_NUMBER_KEY = "dovetail_invoice";
