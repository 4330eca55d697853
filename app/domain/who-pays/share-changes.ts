import { formatPence } from "~/domain/money/format";
import { ZERO, type Pence } from "~/domain/money/money";
import type { Share } from "./cost";

type Paid = Pick<Share, "payerCode" | "fundId" | "net">;

/** What one payer pays from one fund, or from its own budget (null), before a change and after it; excluding VAT. */
export interface ShareChange {
  payerCode: string;
  fundId: string | null;
  before: Pence;
  after: Pence;
}

/**
 * Whose shares end, begin, rise or fall between two splits: those that end first, then by payer and fund. In
 * pence, excluding VAT.
 */
export function shareChanges(before: readonly Paid[], after: readonly Paid[]): ShareChange[] {
  const found = new Map<string, ShareChange>();
  const add = (side: "before" | "after") => (share: Paid) => {
    const { payerCode, fundId, net } = share;
    const key = `${payerCode}\u0000${fundId ?? ""}`;
    const known = found.get(key) ?? { payerCode, fundId, before: ZERO, after: ZERO };
    found.set(key, { ...known, [side]: (known[side] + net) as Pence });
  };
  before.forEach(add("before"));
  after.forEach(add("after"));
  const rank = (change: ShareChange) => (change.after === 0n ? 0 : change.before === 0n ? 1 : 2);
  return [...found]
    .filter(([, change]) => change.before !== change.after)
    .sort(([a, one], [b, other]) => rank(one) - rank(other) || (a < b ? -1 : 1))
    .map(([, change]) => change);
}

/** "NHS England’s share of £252.00 from Frontline 2026/27 ends"; all sums exclude VAT. */
export function shareChangeText(
  { payerCode, fundId, before, after }: ShareChange,
  nameOf: (code: string) => string,
): string {
  const from = fundId === null ? "from its own budget" : `from ${nameOf(fundId)}`;
  const whose = `${nameOf(payerCode)}’s share`;
  if (after === 0n) return `${whose} of ${formatPence(before)} ${from} ends.`;
  if (before === 0n) return `${whose} of ${formatPence(after)} ${from} begins.`;
  const moves = after > before ? "rises" : "falls";
  return `${whose} ${from} ${moves} from ${formatPence(before)} to ${formatPence(after)}.`;
}
