import { createHmac } from "node:crypto";
import type { Env } from "~/platform/env.server";

export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  /** True where the local stand-in answers for Stripe: in a demonstration without keys. */
  standIn: boolean;
}

type Given = Pick<Env, "PAYMENTS" | "STRIPE_SECRET_KEY" | "STRIPE_WEBHOOK_SECRET" | "SESSION_SECRET">;

/** What the stand-in takes as its key. It never leaves this process. */
const STAND_IN_KEY = "sk_test_standin";

/**
 * The keys for Stripe, or those of the local stand-in; null where payments are not set up. The stand-in's webhook secret
 * comes from SESSION_SECRET, so that the server that checks a signature and the worker that makes it agree without
 * another variable.
 */
export function stripeSettings(given: Given): StripeSettings | null {
  const { PAYMENTS, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, SESSION_SECRET } = given;
  if (STRIPE_SECRET_KEY && STRIPE_WEBHOOK_SECRET) {
    return { secretKey: STRIPE_SECRET_KEY, webhookSecret: STRIPE_WEBHOOK_SECRET, standIn: false };
  }
  if (PAYMENTS !== "stand-in") return null;
  const derived = createHmac("sha256", SESSION_SECRET).update("stripe stand-in webhook").digest("hex");
  return { secretKey: STAND_IN_KEY, webhookSecret: `whsec_${derived}`, standIn: true };
}
