import type { Queryable } from "~db";
import { organisationName } from "~/domain/organisations/organisation-views.server";
import { whyNotAgreed } from "./fund-payment";

/**
 * That the body that pays into a fund has agreed to it. Throws Problem rule-broken `fund-waits-for-payer`.
 */
export async function requireAgreed(
  q: Queryable,
  fund: { name: string; payerCode: string; payerAgreed: boolean },
): Promise<void> {
  if (fund.payerAgreed) return;
  const refusal = whyNotAgreed(fund, await organisationName(q, fund.payerCode));
  if (refusal) throw refusal;
}
