import { and, asc, gt } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { organisation, organisationSuccession } from "~db/schema/organisations";
import { holdersBeside } from "~/domain/people/independence-views.server";
import { whyNotIndependent } from "~/domain/people/independence";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import type { PayerTotals } from "~/domain/who-pays/cost";
import type { NotIndependent } from "./two-signatures";

/** Who is asked to approve, and for how much. */
export interface AskedPayer {
  payerCode: string;
  net: Pence;
  vat: Pence;
}

/**
 * Who answers for each payer whose share costs something: itself. A successor that has not opened yet has nobody who
 * could answer, so the organisation it will replace answers for it.
 */
export async function answeringFor(
  q: Queryable,
  payers: readonly PayerTotals[],
  today: Day,
): Promise<Map<string, string>> {
  const codes = payers.filter((payer) => payer.cost > 0n).map((payer) => payer.payerCode);
  if (codes.length === 0) return new Map();
  const notOpen = await q
    .select({ code: organisation.code })
    .from(organisation)
    .where(and(isAnyOf(organisation.code, codes), gt(organisation.openedOn, today)));
  const before =
    notOpen.length === 0
      ? []
      : await q
          .select()
          .from(organisationSuccession)
          .where(
            isAnyOf(
              organisationSuccession.successorCode,
              notOpen.map((each) => each.code),
            ),
          )
          .orderBy(asc(organisationSuccession.predecessorCode));
  const answers = new Map<string, string>();
  for (const payerCode of codes) {
    const predecessors = before.filter((each) => each.successorCode === payerCode);
    // One that is asked anyway, or else the first by code.
    const found =
      predecessors.find((each) => codes.includes(each.predecessorCode)) ?? predecessors.at(0) ?? null;
    answers.set(payerCode, found?.predecessorCode ?? payerCode);
  }
  return answers;
}

/** Whom to ask, and for how much: each payer whose share costs something, or who answers for it. In pence. */
export async function payersToAsk(
  q: Queryable,
  payers: readonly PayerTotals[],
  today: Day,
): Promise<AskedPayer[]> {
  const answers = await answeringFor(q, payers, today);
  const asked = new Map<string, AskedPayer>();
  for (const { payerCode, net, vat } of payers) {
    const code = answers.get(payerCode);
    if (code === undefined) continue;
    const known = asked.get(code);
    asked.set(code, {
      payerCode: code,
      net: ((known?.net ?? 0n) + net) as Pence,
      vat: ((known?.vat ?? 0n) + vat) as Pence,
    });
  }
  return [...asked.values()];
}

/** The roles that say yes to a payer's share: at the centre its officers. */
const APPROVING_ROLES = ["approver", "commercial_officer"] as const;

/**
 * Why whoever would approve a payer's share is not independent of who signed the order for its buyer, and who else of the
 * payer may approve, by name; null when they are independent. Approvers have no limit: one is of those who sign orders.
 */
export async function notIndependent(
  q: Queryable,
  input: {
    signedForBuyer: { userId: string; name: string; at: string } | null;
    approver: { userId: string | null; name: string };
    payerCode: string;
  },
): Promise<NotIndependent | null> {
  const { signedForBuyer, payerCode: organisationCode, approver } = input;
  if (signedForBuyer === null || approver.userId === null) return null;
  const { userId, name } = approver;
  const first = { ...signedForBuyer, since: new Date(signedForBuyer.at) };
  const holders = await holdersBeside(q, { organisationCode, roles: APPROVING_ROLES, first });
  const own = holders.find((one) => one.userId === userId);
  const why = own ? own.why : whyNotIndependent(first, { userId, name, grantedAt: null }, []);
  if (why === null) return null;
  const others = holders.filter((one) => one.userId !== userId && one.why === null);
  return { why, signerName: first.name, others: [...new Set(others.map((one) => one.name))] };
}
