import type { Queryable } from "~db";
import type { Nature } from "~/domain/agreements/rules/cost-line";
import { namesIn } from "~/domain/agreements/agreement-views.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { calculatePurchase } from "~/domain/who-pays/calculate-cost.server";
import type { OrderedItem } from "~/domain/who-pays/item-views.server";
import { shareChanges, shareChangeText } from "~/domain/who-pays/share-changes";
import type { LockedOrder } from "../lock-order.server";
import { listed } from "~/domain/shared/sentence";

export interface NatureEffects {
  /** Which items change to what, to be sent back by whoever has seen the texts: "P1:capital". */
  seen: string;
  /** "Paying for Alder Record from capital changes who pays." */
  what: string;
  /** Whose share ends, begins, rises or falls, a sentence each with the sums. */
  texts: string[];
}

/** Items whose money is to be of the other nature than it is. */
export interface NatureChange {
  before: readonly OrderedItem[];
  chosen: readonly { priceId: string; nature?: Nature }[];
}

/**
 * What a change of items from revenue to capital or back does to the shares, all else staying as it is stored; null where no
 * nature changes, where nothing can be worked out yet (no dates, or what the order's own page says stands in the way), and
 * where everybody pays the same from the same fund. Reads only.
 */
export async function natureEffects(
  q: Queryable,
  order: Pick<LockedOrder, "id" | "buyerCode" | "lotId" | "startsOn" | "termMonths">,
  { before, chosen, today }: NatureChange & { today: Day },
): Promise<NatureEffects | null> {
  const { id: orderId, buyerCode, lotId, startsOn, termMonths } = order;
  const natures = new Map(chosen.map((item) => [item.priceId, item.nature]));
  const natureOf = (item: OrderedItem) => natures.get(item.priceId) ?? item.nature;
  const moved = before.filter((item) => natureOf(item) !== item.nature);
  if (moved.length === 0 || !startsOn || !termMonths) return null;
  const sharesOf = async (items: readonly OrderedItem[]) =>
    (await calculatePurchase(q, { orderId, buyerCode, lotId, startsOn, termMonths, items }, today)).shares;
  try {
    const [was, is] = [
      await sharesOf(before),
      await sharesOf(before.map((item) => ({ ...item, nature: natureOf(item) }))),
    ];
    const changes = shareChanges(was, is);
    if (changes.length === 0) return null;
    const nameOf = await namesIn(q, [changes.map(({ payerCode, fundId }) => [payerCode, fundId])]);
    const items = moved.map((item) => `${item.name} from ${natureOf(item)}`);
    return {
      seen: moved
        .map((item) => `${item.priceId}:${natureOf(item)}`)
        .sort()
        .join(" "),
      what: `Paying for ${listed(items)} changes who pays.`,
      texts: changes.map((change) => shareChangeText(change, nameOf)),
    };
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

/**
 * Throws rule-broken with the effects in its details, unless they were seen or there are none. Codes:
 * rule-broken `nature-changes-shares`.
 */
export async function requireNatureSeen(
  q: Queryable,
  order: Parameters<typeof natureEffects>[1],
  change: NatureChange & { today: Day; natureSeen?: string },
): Promise<void> {
  const effects = await natureEffects(q, order, change);
  if (!effects || effects.seen === change.natureSeen) return;
  throw new Problem(
    "rule-broken",
    "nature-changes-shares",
    {
      title: effects.what,
      detail: `${effects.texts.join(" ")} Confirm that you have seen it, or leave the kind of money as it was.`,
      rule: "Who pays what",
    },
    { effects },
  );
}
