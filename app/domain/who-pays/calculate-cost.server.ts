import { asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { lot } from "~db/schema/frameworks";
import { localSpend } from "~db/schema/local-spend";
import type { order } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import { namesIn, versionsOn } from "~/domain/agreements/agreement-views.server";
import { earmarkText } from "~/domain/cost-sharing/earmarks";
import { splitCosts } from "~/domain/cost-sharing/engine";
import { reachesBeyond, type FundBalance } from "~/domain/cost-sharing/facts";
import { BUYER } from "~/domain/agreements/rules/rule";
import type { CostSplit, ShortFund } from "~/domain/cost-sharing/shares";
import { programmesSettingAside } from "~/domain/funding/allocations/allocation-views.server";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { cutAtSuccessions, groupByAgreement, type AgreementGroup } from "./agreement-groups";
import { alreadyUsed } from "./cap-usage.server";
import { costItem, type CostedItem, type ItemCost } from "./cost";
import { itemsOfOrder, type OrderedItem } from "./item-views.server";
import { matchedSpend, type MatchedSpend } from "~/domain/local-spend/matched-spend";
import { balancesFor, purchaseFacts } from "./purchase-facts.server";
import { ReadOnce } from "./read-once";
import { traceShares, type TracedShare } from "./trace-shares";

export type { TracedShare };

export interface CalculatedCost<Item extends CostedItem = OrderedItem> {
  items: (Item & { cost: ItemCost })[];
  /** Those of lines that fall to another agreement than the main one carry it in their trace. */
  shares: TracedShare[];
  /** The main one: that which shares out the most. */
  agreement: AgreementVersion | null;
  /** Funds that could not bear this order as it stands. */
  shortFunds: ShortFund[];
  /** Earmarks that it does not keep, in words with the arithmetic; it cannot be sent while there are any. */
  missedEarmarks: string[];
  /** What of the buyer's recorded spend is matched. */
  matchedSpend: MatchedSpend[];
}

export interface CostOptions {
  /**
   * For an order that is being sent, inside its transaction: until it ends nobody else can use what is left of the caps
   * of these agreements, or the buyer's recorded spend.
   */
  binding?: boolean;
  /** Shared by calculations that belong together, such as the offers of one comparison. */
  once?: ReadOnce;
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
 * Works out what an order costs and who pays it, as things stand on a day: its items with their kept prices,
 * the agreement in force, and the funds' balances at this moment. Null while the dates or items are missing.
 * Throws the Problem of pricing or cost sharing that stands in the way. Amounts are pence.
 */
export async function calculateCost(
  q: Queryable,
  row: OrderRow,
  on: Day,
  options: CostOptions = {},
): Promise<CalculatedCost<OrderedItem> | null> {
  const items = await itemsOfOrder(q, row.id);
  const { id: orderId, startsOn, termMonths } = row;
  if (!startsOn || !termMonths || items.length === 0) return null;
  return calculatePurchase(q, { ...row, orderId, startsOn, termMonths, items }, on, options);
}

/** The same for any purchase: an order's and a comparison's figures come from here, so they agree. */
export async function calculatePurchase<Item extends CostedItem>(
  q: Queryable,
  purchase: Purchase<Item>,
  on: Day,
  { binding = false, once = new ReadOnce() }: CostOptions = {},
): Promise<CalculatedCost<Item>> {
  const { startsOn, termMonths, items, buyerCode, lotId } = purchase;
  const costed = items.map((item) => ({ ...item, cost: costItem(item, { startsOn, termMonths }) }));
  const lines = costed.flatMap((item) => item.cost.lines);
  const [[buyer], [place], versions] = await Promise.all([
    once.ask(["buyer", buyerCode], async () =>
      q.select().from(organisation).where(eq(organisation.code, buyerCode)),
    ),
    once.ask(["lot", lotId], async () => q.select().from(lot).where(eq(lot.id, lotId))),
    once.ask(["versions", on], () => versionsOn(q, on)),
  ]);
  const groups = groupByAgreement(lines, versions, {
    orderDate: on,
    programmeIds: await programmesOf(q, versions, buyer!),
    buyerCode,
    buyerKind: buyer!.kind,
    icbCode: buyer!.icbCode,
    region: buyer!.regionCode,
    lotId,
    frameworkId: place!.frameworkId,
  });
  if (binding) await holdShared(q, buyerCode, groups);
  const spent = new Map<string, bigint>();
  const made: GroupCost[] = [];
  // One after the other, because the later ones find in a fund what the earlier ones leave.
  for (const group of groups)
    made.push(await calculateGroup(q, { purchase, buyer: buyer!, group, on, spent, once }));
  return {
    items: costed,
    shares: made.flatMap((one) => one.shares),
    agreement: groups.find((group) => group.agreement)?.agreement ?? null,
    shortFunds: made.flatMap((one) => one.shortFunds),
    missedEarmarks: made.flatMap((one) => one.missedEarmarks),
    matchedSpend: made.flatMap((one) => one.matchedSpend),
  };
}

/** The programmes that agreements kept to a programme turn on; not asked for where no agreement is. */
export async function programmesOf(
  q: Queryable,
  versions: readonly AgreementVersion[],
  buyer: { code: string; icbCode: string | null },
): Promise<string[]> {
  if (!versions.some((version) => version.scope.programmes)) return [];
  return programmesSettingAside(q, buyer.icbCode ? [buyer.code, buyer.icbCode] : [buyer.code]);
}

/** Locks in one order, so that two orders wait for each other and never both. */
async function holdShared(q: Queryable, buyerCode: string, groups: readonly AgreementGroup[]): Promise<void> {
  const agreements = groups.flatMap(({ agreement }) =>
    agreement?.rules.some(reachesBeyond) ? [agreement.agreementId] : [],
  );
  for (const agreementId of [...new Set(agreements)].sort())
    await q.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`caps of ${agreementId}`}, 0))`);
  await q
    .select({ id: localSpend.id })
    .from(localSpend)
    .where(eq(localSpend.organisationCode, buyerCode))
    .orderBy(asc(localSpend.id))
    .for("update");
}

type GroupCost = Pick<CalculatedCost, "shares" | "shortFunds" | "missedEarmarks" | "matchedSpend">;

async function calculateGroup(
  q: Queryable,
  input: {
    purchase: Purchase<CostedItem>;
    buyer: typeof organisation.$inferSelect;
    group: AgreementGroup;
    on: Day;
    /** By fund, what other agreements of the same purchase take from it; this one's is added. */
    spent: Map<string, bigint>;
    once: ReadOnce;
  },
): Promise<GroupCost> {
  const { purchase, buyer, group, on, spent, once } = input;
  const { agreement, passedOver } = group;
  const { orderId, lotId, items } = purchase;
  const terms = agreement ? [agreement.agreementId, agreement.version] : [];
  const [facts, balances, nameOf] = await Promise.all([
    purchaseFacts(q, { buyer, items, agreement, on, lotId, orderId, once }),
    agreement ? once.ask(["balances", ...terms], () => balancesFor(q, agreement)) : [],
    once.ask(["names", buyer.code, ...terms], () =>
      namesIn(q, [agreement?.rules ?? [], agreement?.parties ?? [], buyer.code]),
    ),
  ]);
  const applied = agreement ?? buyerPaysAll(on);
  const lines = cutAtSuccessions(group.lines, applied, facts);
  facts.alreadyUsed = agreement
    ? await alreadyUsed(q, { orderId: orderId ?? "", agreement, facts, once })
    : [];
  const split = splitCosts({ lines, agreement: applied, facts, balances: balances.map(lessBy(spent)) });
  addSpent(spent, split);
  return {
    shares: traceShares({ split, lines, agreement, passedOver, facts, nameOf, balances }),
    shortFunds: split.shortFunds,
    missedEarmarks: split.missedEarmarks.map((missed) => earmarkText(missed, nameOf)),
    matchedSpend: agreement ? matchedSpend(split, agreement, facts.localSpend, on) : [],
  };
}

function lessBy(spent: ReadonlyMap<string, bigint>) {
  return (balance: FundBalance): FundBalance => ({
    ...balance,
    free: (balance.free - (spent.get(balance.fundId) ?? 0n)) as Pence,
  });
}

function addSpent(spent: Map<string, bigint>, split: CostSplit): void {
  for (const { fundId, net } of split.shares) if (fundId) spent.set(fundId, (spent.get(fundId) ?? 0n) + net);
}
