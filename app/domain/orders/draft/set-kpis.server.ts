import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { order, orderKpi } from "~db/schema/orders";
import { Problem } from "~/domain/shared/problem";
import { changeOrder, type Change, type Changed } from "./change-order.server";
import { checkKpis, type Kpi } from "../kpi";

/**
 * Says by which indicators the supplier's performance is measured or, where none could measure it, why.
 * Throws rule-broken for indicators that are not whole. Codes: rule-broken `kpis-not-whole`, not-found
 * `no-such-order`, not-allowed `not-procurement-lead`, conflict `wrong-state` and `stale-edit`.
 */
export async function setKpis(
  tx: Tx,
  change: Change,
  { kpis, noKpisReason }: { kpis: readonly Kpi[]; noKpisReason: string | null },
): Promise<Changed> {
  const wrong = checkKpis(kpis);
  if (wrong.length > 0) {
    throw new Problem("rule-broken", "kpis-not-whole", {
      title: "These key performance indicators cannot stand.",
      detail: wrong.join(" "),
    });
  }
  return changeOrder(tx, change, "order.kpis-set", async ({ id, noKpisReason: reasonBefore }) => {
    const stored = await tx
      .select({ title: orderKpi.title, target: orderKpi.target })
      .from(orderKpi)
      .where(eq(orderKpi.orderId, id))
      .orderBy(asc(orderKpi.position));
    const after = kpis.map(({ title, target }) => ({ title: title.trim(), target: target.trim() }));
    const reason = after.length > 0 ? null : noKpisReason?.trim() || null;
    await tx.delete(orderKpi).where(eq(orderKpi.orderId, id));
    await insertRows(
      tx,
      orderKpi,
      after.map((kpi, index) => ({ orderId: id, position: index + 1, ...kpi })),
    );
    await tx.update(order).set({ noKpisReason: reason }).where(eq(order.id, id));
    const names = after.map(({ title, target }) => `${title}: ${target}`).join("; ");
    return {
      summary: `Set the key performance indicators: ${names || reason || "none"}`,
      before: { kpis: stored, noKpisReason: reasonBefore },
      after: { kpis: after, noKpisReason: reason },
    };
  });
}
