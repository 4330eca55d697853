import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { lot } from "~db/schema/frameworks";
import { order, orderShare } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import { versionsOn } from "~/domain/agreements/agreement-views.server";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import type { FundBalance } from "~/domain/cost-sharing/facts";
import { cutAtSuccessions, groupByAgreement } from "~/domain/who-pays/agreement-groups";
import { programmesOf } from "~/domain/who-pays/calculate-cost.server";
import { alreadyUsed } from "~/domain/who-pays/cap-usage.server";
import { vatRecoveryOf } from "~/domain/who-pays/cost";
import { balancesFor, purchaseFacts } from "~/domain/who-pays/purchase-facts.server";
import { Problem } from "~/domain/shared/problem";
import { costBasket } from "./basket";
import { overrideFacts } from "./fact-overrides";
import { asAgreement, buyerPaysAll } from "./own-rules";
import type { ScenarioInput } from "./scenario";
import type { SplitPart, SplitQuestion } from "./simulate";
import { versionOf } from "./version-views.server";

type OrganisationRow = typeof organisation.$inferSelect;

interface Covered {
  agreement: AgreementVersion;
  lines: readonly CostLine[];
}

/** Whose rules a scenario applies to which of its lines; what no agreement covers its buyer pays. */
async function rulesFor(
  q: Queryable,
  input: ScenarioInput,
  buyer: OrganisationRow,
  lines: readonly CostLine[],
): Promise<Covered[]> {
  const { rules, lotId, orderDate } = input;
  if (rules.kind === "version") return [{ agreement: await versionOf(q, rules), lines }];
  if (rules.kind === "own") {
    const named = { ...rules.from, title: "Rules of this scenario", from: orderDate };
    return [{ agreement: asAgreement(rules.rules, named), lines }];
  }
  const [place] = lotId ? await q.select().from(lot).where(eq(lot.id, lotId)) : [];
  const versions = await versionsOn(q, orderDate);
  const groups = groupByAgreement(lines, versions, {
    orderDate,
    programmeIds: await programmesOf(q, versions, buyer),
    buyerCode: buyer.code,
    buyerKind: buyer.kind,
    icbCode: buyer.icbCode,
    region: buyer.regionCode,
    lotId,
    frameworkId: place?.frameworkId ?? null,
  });
  return groups.map((group) => ({ ...group, agreement: group.agreement ?? buyerPaysAll(orderDate) }));
}

const HOLDS_MONEY = ["live", "completed"];

/** Gives the funds back what an order holds of them, so that its own money does not stand in its way. */
async function withOwnMoney(
  q: Queryable,
  balances: FundBalance[],
  orderId: string | null,
): Promise<FundBalance[]> {
  if (orderId === null || balances.length === 0) return balances;
  const held = await q
    .select({
      fundId: orderShare.fundId,
      cost: sql<string>`sum(${orderShare.net} + ${orderShare.vat} - ${orderShare.recoverableVat})`,
    })
    .from(orderShare)
    .innerJoin(order, eq(order.id, orderShare.orderId))
    .where(and(eq(order.id, orderId), isAnyOf(order.state, HOLDS_MONEY)))
    .groupBy(orderShare.fundId);
  return balances.map((balance) => {
    const own = held.find(({ fundId }) => fundId === balance.fundId);
    return own ? { ...balance, free: (balance.free + BigInt(own.cost)) as FundBalance["free"] } : balance;
  });
}

/** VAT recovery of everybody whom the rules make pay: parties of an agreement are known already, others are not. */
async function recoveryOf(q: Queryable, codes: readonly string[]) {
  if (codes.length === 0) return {};
  const rows = await q
    .select({ code: organisation.code, kind: organisation.kind })
    .from(organisation)
    .where(isAnyOf(organisation.code, [...codes]));
  return Object.fromEntries(rows.map(({ code, kind }) => [code, vatRecoveryOf(kind)]));
}

/** What an organisation has spent of its own is its business: others use it only with an order of its that they see. */
async function mayUseSpend(q: Queryable, input: ScenarioInput, asked: Asked): Promise<boolean> {
  if (asked.ownerCode === input.buyerCode) return true;
  if (asked.orderId === null) return false;
  const [row] = await q.select({ buyerCode: order.buyerCode }).from(order).where(eq(order.id, asked.orderId));
  return row?.buyerCode === input.buyerCode;
}

export interface Asked {
  /** The order that the scenario started from, whose own use of caps and funds does not count against it. */
  orderId: string | null;
  /** Whose scenario it is. */
  ownerCode: string;
}

/**
 * Everything that the split of a scenario turns on, as at its order date: cost lines, rules, facts with the
 * overrides, and the funds' balances at this moment. Throws the Problem of pricing or of a missing agreement.
 * Throws Problem not-found `no-such-organisation`.
 */
export async function splitQuestion(
  q: Queryable,
  input: ScenarioInput,
  asked: Asked,
): Promise<SplitQuestion> {
  const { orderId, ownerCode } = asked;
  const usesSpend = await mayUseSpend(q, input, asked);
  const { items, lines } = costBasket(input);
  const [buyer] = await q.select().from(organisation).where(eq(organisation.code, input.buyerCode));
  if (!buyer)
    throw new Problem("not-found", "no-such-organisation", "The buyer of this scenario is not known.");
  const parts: SplitPart[] = [];
  for (const covered of await rulesFor(q, input, buyer, lines)) {
    const { agreement: applied } = covered;
    const on = input.orderDate;
    const known = await purchaseFacts(q, {
      buyer,
      items,
      agreement: applied,
      on,
      lotId: input.lotId,
      orderId,
    });
    const vatRecovery = { ...(await recoveryOf(q, applied.parties)), ...known.vatRecovery };
    const localSpend = usesSpend ? known.localSpend : [];
    const facts = overrideFacts({ ...known, vatRecovery, localSpend }, input.facts);
    facts.alreadyUsed = await alreadyUsed(q, { orderId: orderId ?? "", agreement: applied, facts });
    parts.push({
      agreement: applied,
      lines: cutAtSuccessions(covered.lines, applied, facts),
      facts,
      balances: await withOwnMoney(q, await balancesFor(q, applied), orderId),
      evidence: known.evidence
        .filter((each) => each.key !== "local-spend" || ownerCode === input.buyerCode)
        .map((each) => each.text),
    });
  }
  return parts;
}
