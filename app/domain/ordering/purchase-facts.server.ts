import { and, desc, eq, inArray, lte } from "drizzle-orm";
import type { Queryable } from "~db";
import { organisation, organisationFact } from "~db/schema/organisations";
import type { AgreementVersion } from "~/domain/cost-sharing/agreement";
import type { Facts, FundBalance, VatRecovery } from "~/domain/cost-sharing/facts";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { registeredPatientsOf } from "~/domain/organisations/organisation-views.server";
import type { Day } from "~/domain/shared/day";
import { vatRecoveryOf, type CostedItem } from "./cost";

/** The free balances of every fund that an agreement's rules name. */
export async function balancesFor(q: Queryable, agreement: AgreementVersion): Promise<FundBalance[]> {
  const named = agreement.rules.flatMap((rule) => {
    if (rule.shape === "envelope") return [rule.fundId];
    if (rule.shape === "category-split") return rule.shares.flatMap((share) => share.fundIds ?? []);
    return "fundIds" in rule ? [...(rule.fundIds ?? [])] : [];
  });
  if (named.length === 0) return [];
  const found = await fundBalances(q, [...new Set(named)]);
  return found.map(({ fundId, financialYear, nature, free }) => ({ fundId, financialYear, nature, free }));
}

/** What the facts of a purchase are taken from. */
export interface FactsInput {
  buyer: typeof organisation.$inferSelect;
  items: readonly CostedItem[];
  /** Null when none covers the purchase: then its buyer pays it all. */
  agreement: AgreementVersion | null;
  /** The order date. */
  on: Day;
}

/**
 * What is known about a buyer and a purchase on the order date, as the cost-sharing engine asks for it; `alreadyUsed`
 * is the caller's (see cap-usage).
 */
export async function purchaseFacts(q: Queryable, input: FactsInput): Promise<Facts> {
  const { buyer, items, agreement, on } = input;
  const icbCode = buyer.kind === "icb" ? buyer.code : buyer.icbCode;
  const codes = [buyer.code, ...(icbCode ? [icbCode] : []), ...(agreement?.parties ?? [])];
  const payers = await q
    .select({ code: organisation.code, kind: organisation.kind })
    .from(organisation)
    .where(inArray(organisation.code, codes));
  const vatRecovery: Record<string, VatRecovery> = {};
  for (const { code, kind } of payers) vatRecovery[code] = vatRecoveryOf(kind);
  const recipients = [
    ...new Set(items.flatMap((item) => item.quantities.map((one) => one.organisationCode))),
  ];
  const lists = await registeredPatientsOf(q, recipients, on);
  const registeredPatient = [...lists.values()].reduce((total, one) => total + one.patients, 0n);
  return {
    buyerCode: buyer.code,
    buyerKind: buyer.kind,
    icbCode,
    region: buyer.regionCode,
    orderDate: on,
    quantities:
      lists.size > 0
        ? { registeredPatient, location: BigInt(recipients.length) }
        : { location: BigInt(recipients.length) },
    met: await requirementsMet(q, buyer, on),
    vatRecovery,
  };
}

/** What the buyer fulfils that agreements ask for. The solution's own compliance is the order's gate. */
async function requirementsMet(
  q: Queryable,
  buyer: typeof organisation.$inferSelect,
  on: Day,
): Promise<string[]> {
  const met = ["product-assured"];
  if (buyer.scheme === "cqc" || buyer.kind === "care_provider") met.push("cqc-registered");
  const [dspt] = await q
    .select()
    .from(organisationFact)
    .where(
      and(
        eq(organisationFact.organisationCode, buyer.code),
        eq(organisationFact.name, "dspt_status"),
        lte(organisationFact.asAt, on),
      ),
    )
    .orderBy(desc(organisationFact.asAt))
    .limit(1);
  if (dspt?.textValue && !/not met|not published/i.test(dspt.textValue)) met.push("dspt");
  return met;
}
