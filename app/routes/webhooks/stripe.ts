import type { ActionFunctionArgs } from "@remix-run/node";
import { inTransaction } from "~db";
import { receiveStripeEvent } from "~/domain/invoices/stripe/receive-stripe-event.server";
import { StripeEvent } from "~/domain/invoices/stripe/stripe-event";
import { Problem } from "~/domain/shared/problem";
import { constructEvent } from "~/gateways/stripe.server";
import { stripeSettings } from "~/gateways/stripe-settings.server";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { log } from "~/platform/log.server";
import { problemJson, unexpectedJson } from "~/web/problem-response";
import { problemOf } from "~/web/refusals.server";
import { requestIdOf } from "~/web/request-scope.server";
import { storableJson } from "~/web/storable-text";

/**
 * Stripe's webhook. No audience, no limit and no check of its origin: the signature says who is calling. The event is
 * stored and answered at once; a job does what it asks for. An event that comes again is answered the same.
 */
export const action = async ({ request, context }: ActionFunctionArgs): Promise<Response> => {
  const requestId = requestIdOf(request, context);
  try {
    const settings = stripeSettings(env());
    if (!settings) throw notSetUp();
    // The signature covers the bytes as sent, so the text comes first and parsing after.
    const body = await request.text();
    const signature = request.headers.get("stripe-signature") ?? "";
    const said = constructEvent(body, signature, settings.webhookSecret);
    const event = StripeEvent.safeParse(storableJson(said));
    if (!event.success) throw notStripe();
    const at = clock().now();
    const stored = await inTransaction(database().db, (tx) =>
      receiveStripeEvent(tx, { event: event.data, at }),
    );
    return Response.json({ received: true, ...stored });
  } catch (error) {
    const problem = problemOf(error);
    if (problem) return problemJson(problem, requestId);
    log().error({ err: error, requestId }, "webhook failed");
    return unexpectedJson(requestId);
  }
};

function notSetUp(): Problem {
  return new Problem("not-found", "payments-not-set-up", {
    title: "Payments are not set up",
    detail: "Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET, and take PAYMENTS=off away.",
  });
}

function notStripe(): Problem {
  return new Problem("bad-request", "bad-signature", {
    title: "This is not an event that Stripe has signed for us",
    detail: "Check that STRIPE_WEBHOOK_SECRET is the signing secret of this webhook, and the clock.",
  });
}

/** There is nothing to look at: webhooks are sent here. */
export const loader = ({ request, context }: ActionFunctionArgs): Response =>
  problemJson(
    new Problem("not-found", "not-found", {
      title: "There is nothing to see here",
      detail: "Stripe sends its webhooks to this address.",
    }),
    requestIdOf(request, context),
  );
