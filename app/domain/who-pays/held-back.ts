import type { Pence } from "~/domain/money/money";
import { heldPence, sameMilestone, type ShareTrace } from "./share-trace";

/** What one payer holds back of its shares of an order until one of its milestones is confirmed. */
export interface HeldBack {
  payerCode: string;
  payerName: string;
  /** As the order's milestone is called, or as the rule names it where the order has none. */
  milestone: string;
  /** Of the shares, excluding VAT; VAT waits with it in proportion. */
  net: Pence;
  released: boolean;
}

/** By payer and milestone what waits, in the order of the milestones; empty when nothing does. In pence. */
export function heldBack(
  shares: readonly { payerCode: string; payerName: string; trace: ShareTrace }[],
  milestones: readonly { title: string; confirmedAt: Date | null }[],
): HeldBack[] {
  const found = new Map<string, HeldBack & { position: number }>();
  for (const { payerCode, payerName, trace } of shares) {
    for (const part of trace.releases ?? []) {
      const position = milestones.findIndex((one) => sameMilestone(one.title, part.milestone));
      const milestone = milestones[position];
      const key = `${payerCode} ${position < 0 ? part.milestone : position}`;
      const known = found.get(key);
      found.set(key, {
        payerCode,
        payerName,
        milestone: milestone?.title ?? part.milestone,
        net: ((known?.net ?? 0n) + heldPence(part)) as Pence,
        released: (milestone?.confirmedAt ?? null) !== null,
        position,
      });
    }
  }
  return [...found.values()]
    .sort((a, b) => a.position - b.position || (a.payerCode < b.payerCode ? -1 : 1))
    .map(({ position: _position, ...held }) => held);
}
