import { createHmac } from "node:crypto";

export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  /** True where no key was given and the local stand-in answers for Stripe. */
  standIn: boolean;
}

interface Given {
  STRIPE_SECRET_KEY?: string;
  STRIPE_WEBHOOK_SECRET?: string;
  SESSION_SECRET: string;
}

/** What the stand-in takes as its key. It never leaves this process. */
const STAND_IN_KEY = "sk_test_standin";

/**
 * The keys for Stripe, or those of the local stand-in. The stand-in's webhook secret comes from SESSION_SECRET, so that
 * the server that checks a signature and the worker that makes it agree without another variable.
 */
export function stripeSettings(given: Given): StripeSettings {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, SESSION_SECRET } = given;
  if (STRIPE_SECRET_KEY && STRIPE_WEBHOOK_SECRET) {
    return { secretKey: STRIPE_SECRET_KEY, webhookSecret: STRIPE_WEBHOOK_SECRET, standIn: false };
  }
  const derived = createHmac("sha256", SESSION_SECRET).update("stripe stand-in webhook").digest("hex");
  return { secretKey: STAND_IN_KEY, webhookSecret: `whsec_${derived}`, standIn: true };
}
