/** A refusal of Stripe's, with its HTTP status. */
export class StripeRefusal extends Error {
  constructor(
    readonly status: number,
    readonly error: {
      type: "invalid_request_error" | "idempotency_error" | "api_error" | "card_error";
      code?: string;
      param?: string;
      message: string;
    },
  ) {
    super(error.message);
  }
}

export const invalid = (message: string, more: { code?: string; param?: string } = {}) =>
  new StripeRefusal(400, { type: "invalid_request_error", message, ...more });

export const missingResource = (kind: string, id: string) =>
  new StripeRefusal(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    param: kind,
    message: `No such ${kind}: '${id}'`,
  });
