import { z } from "zod";

/** As much of a Stripe event as we read; the whole of it is stored. */
export const StripeEvent = z.looseObject({
  id: z.string().startsWith("evt_"),
  type: z.string(),
  created: z.number().int(),
  data: z.object({ object: z.looseObject({ id: z.string().optional(), object: z.string().optional() }) }),
});

export type StripeEvent = z.infer<typeof StripeEvent>;

/** The invoice that an `invoice.paid` event speaks of. */
export const PaidInvoice = z.looseObject({
  id: z.string(),
  amount_paid: z.number().int().nonnegative(),
  total: z.number().int(),
  status: z.string(),
  metadata: z.record(z.string(), z.string()).nullish(),
  status_transitions: z.looseObject({ paid_at: z.number().int().nullish() }).nullish(),
});

/** Where our own invoice number stands in a Stripe invoice. */
export const INVOICE_NUMBER_KEY = "dovetail_invoice";
