import type { Queryable } from "~db";
import type { Actor } from "~/domain/audit/event";
import { dependenceText } from "~/domain/people/independence";
import { holdersBeside } from "~/domain/people/independence-views.server";
import { Problem } from "../../shared/problem";
import { DECIDING_ROLES } from "./fund-payment";

/**
 * That whoever decides for the payer is independent of the officer who asked, as behind everything that two people do. Throws Problem
 * not-allowed `not-independent`.
 */
export async function requireIndependentOf(
  q: Queryable,
  payment: {
    id: string;
    payerCode: string;
    requestedBy: string;
    requestedAt: Date;
    requester: { name: string };
  },
  actor: Pick<Actor, "userId">,
): Promise<void> {
  const first = { userId: payment.requestedBy, name: payment.requester.name, since: payment.requestedAt };
  const holders = await holdersBeside(q, {
    organisationCode: payment.payerCode,
    roles: DECIDING_ROLES,
    first,
  });
  const why = holders.find((one) => one.userId === actor.userId)?.why ?? null;
  if (why === null) return;
  throw new Problem("not-allowed", "not-independent", {
    title: `${dependenceText(why, first.name, `asked for ${payment.id}`)}.`,
    detail: "Somebody of the payer who is independent of them decides.",
    rule: "The person who approves is not the one who asked",
  });
}
