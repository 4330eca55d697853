import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { lot } from "~db/schema/frameworks";
import type { order } from "~db/schema/ordering";
import { organisation } from "~db/schema/organisations";
import type { AgreementVersion } from "~/domain/cost-sharing/agreement";
import { agreementFor, namesIn } from "~/domain/cost-sharing/agreement-views.server";
import type { CostLine } from "~/domain/cost-sharing/cost-line";
import { splitCosts } from "~/domain/cost-sharing/engine";
import { explainShare, explanationAsJson } from "~/domain/cost-sharing/explanation";
import type { Facts, VatRecovery } from "~/domain/cost-sharing/facts";
import { BUYER } from "~/domain/cost-sharing/rule";
import { ruleSentence, type NameOf } from "~/domain/cost-sharing/rule-sentence";
import type { CostSplit, ShortFund } from "~/domain/cost-sharing/shares";
import { decimalPence } from "~/domain/money/format";
import type { Day } from "~/domain/shared/day";
import { alreadyUsed } from "./cap-usage.server";
import { costItem, itemIdOfLine, type CostedItem, type ItemCost, type Share } from "./cost";
import { itemsOfOrder, type OrderedItem } from "./item-views.server";
import { balancesFor, purchaseFacts } from "./purchase-facts.server";
import type { ShareTrace } from "./share-trace";

export interface TracedShare extends Share {
  trace: ShareTrace;
}

export interface CalculatedCost<Item extends CostedItem = OrderedItem> {
  items: (Item & { cost: ItemCost })[];
  shares: TracedShare[];
  agreement: AgreementVersion | null;
  /** Funds that could not bear this order as it stands. */
  shortFunds: ShortFund[];
}

type OrderRow = typeof order.$inferSelect;

/** When no agreement covers a purchase, its buyer pays all of it. */
function buyerPaysAll(on: Day): AgreementVersion {
  return {
    agreementId: "none",
    version: 0,
    title: "No agreement covers this order",
    parties: [],
    effectiveFrom: on,
    effectiveTo: null,
    scope: {},
    rules: [{ shape: "residual", ruleNumber: 1, payer: BUYER }],
  };
}

/** A purchase to be costed: an order's, or one that a shortlist only considers (then there is no order id). */
export interface Purchase<Item extends CostedItem> {
  orderId: string | null;
  buyerCode: string;
  lotId: string;
  startsOn: Day;
  termMonths: number;
  items: readonly Item[];
}

/**
 * Works out what an order costs and who pays it, as things stand on a day: its items with their kept prices, the
 * agreement in force, and the funds' balances at this moment. Null while the dates or items are missing. Throws the
 * Problem of pricing or cost sharing that stands in the way.
 */
export async function calculateCost(
  q: Queryable,
  row: OrderRow,
  on: Day,
): Promise<CalculatedCost<OrderedItem> | null> {
  const items = await itemsOfOrder(q, row.id);
  const { id: orderId, startsOn, termMonths } = row;
  if (!startsOn || !termMonths || items.length === 0) return null;
  return calculatePurchase(q, { ...row, orderId, startsOn, termMonths, items }, on);
}

/** The same for any purchase: an order's and a comparison's figures come from here, so they agree. */
export async function calculatePurchase<Item extends CostedItem>(
  q: Queryable,
  purchase: Purchase<Item>,
  on: Day,
): Promise<CalculatedCost<Item>> {
  const { startsOn, termMonths, items, buyerCode, lotId, orderId } = purchase;
  const costed = items.map((item) => ({ ...item, cost: costItem(item, { startsOn, termMonths }) }));
  const lines = costed.flatMap((item) => item.cost.lines);
  const [buyer] = await q.select().from(organisation).where(eq(organisation.code, buyerCode));
  const [place] = await q.select().from(lot).where(eq(lot.id, lotId));
  const agreement = await agreementFor(q, {
    buyerCode,
    buyerKind: buyer!.kind,
    icbCode: buyer!.icbCode,
    regionCode: buyer!.regionCode,
    lotId,
    frameworkId: place!.frameworkId,
    on,
  });
  const facts = await purchaseFacts(q, { buyer: buyer!, items, agreement, on });
  const applied = agreement ?? buyerPaysAll(on);
  facts.alreadyUsed = agreement
    ? await alreadyUsed(q, { orderId: orderId ?? "", agreement, lines, facts })
    : [];
  const balances = agreement ? await balancesFor(q, agreement) : [];
  const split = splitCosts({ lines, agreement: applied, facts, balances });
  const nameOf = await namesIn(q, agreement?.rules ?? []);
  return {
    items: costed,
    shares: traced(split, lines, agreement, facts, nameOf),
    agreement,
    shortFunds: split.shortFunds,
  };
}

function vatText(recovery: VatRecovery, recoverable: bigint): string {
  if (recoverable > 0n) {
    return recovery === "full"
      ? "The payer recovers all of its VAT (VAT Act 1994 s.33)."
      : "The payer recovers the VAT of contracted-out services (VAT Act 1994 s.41).";
  }
  return "The payer recovers none of this VAT, so it is part of its cost.";
}

function traced(
  split: CostSplit,
  lines: readonly CostLine[],
  agreement: AgreementVersion | null,
  facts: Facts,
  nameOf: NameOf,
): TracedShare[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const named = agreement && {
    agreementId: agreement.agreementId,
    version: agreement.version,
    title: agreement.title,
  };
  return split.shares
    .map((share, index) => {
      const line = byId.get(share.lineId)!;
      const steps = explanationAsJson(explainShare(split, index));
      const numbers = new Set(steps.map((step) => step.ruleNumber));
      const rules = (agreement?.rules ?? []).filter((rule) => numbers.has(rule.ruleNumber));
      const trace: ShareTrace = {
        agreement: named,
        line: { net: decimalPence(line.net), vat: decimalPence(line.vat!) },
        vat: vatText(facts.vatRecovery[share.payerCode] ?? "none", share.recoverableVat),
        steps,
        rules: rules.map((rule) => ({
          ruleNumber: rule.ruleNumber,
          text: ruleSentence(rule, nameOf),
        })),
      };
      const { lineId, category, cost: _cost, ...rest } = share;
      return { ...rest, orderItemId: itemIdOfLine(lineId), costCategory: category, trace };
    })
    .filter((share) => share.net !== 0n || share.vat !== 0n);
}
