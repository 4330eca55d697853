import { and, asc, gt } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { organisation, organisationSuccession } from "~db/schema/organisations";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import type { PayerTotals } from "~/domain/who-pays/cost";

/** Who is asked to approve, and for how much. */
export interface AskedPayer {
  payerCode: string;
  net: Pence;
  vat: Pence;
}

/**
 * Whom to ask: each payer whose share costs something. A successor that has not opened yet has nobody who could answer,
 * so the organisation it will replace answers for it, together with its own share.
 */
export async function payersToAsk(
  q: Queryable,
  payers: readonly PayerTotals[],
  today: Day,
): Promise<AskedPayer[]> {
  const costing = payers.filter((payer) => payer.cost > 0n);
  const codes = costing.map((payer) => payer.payerCode);
  if (codes.length === 0) return [];
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
  const asked = new Map<string, AskedPayer>();
  for (const { payerCode, net, vat } of costing) {
    const predecessors = before.filter((each) => each.successorCode === payerCode);
    // One that is asked anyway, or else the first by code.
    const answers =
      predecessors.find((each) => codes.includes(each.predecessorCode)) ?? predecessors.at(0) ?? null;
    const code = answers?.predecessorCode ?? payerCode;
    const known = asked.get(code);
    asked.set(code, {
      payerCode: code,
      net: ((known?.net ?? 0n) + net) as Pence,
      vat: ((known?.vat ?? 0n) + vat) as Pence,
    });
  }
  return [...asked.values()];
}
