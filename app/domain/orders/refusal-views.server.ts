import { and, desc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { auditEvent } from "~db/schema/audit";
import { order } from "~db/schema/orders";

/** Who sent an order back to its buyer, and why. */
export interface Refusal {
  at: Date;
  /** "Alder Health declined the order: Too soon" */
  text: string;
}

const REFUSED = ["order.declined", "order.share-declined"];

/**
 * The refusals that sent orders back to their buyers, by order: the last word of a payer or of the supplier since each was
 * last sent. Orders that are not in progress, or that nobody has declined since, are not in the answer.
 */
export async function refusalsOf(q: Queryable, orderIds: readonly string[]): Promise<Map<string, Refusal>> {
  if (orderIds.length === 0) return new Map();
  const rows = await q
    .selectDistinctOn([auditEvent.stream], {
      stream: auditEvent.stream,
      at: auditEvent.at,
      action: auditEvent.action,
      text: auditEvent.summary,
    })
    .from(auditEvent)
    .where(
      and(
        isAnyOf(
          auditEvent.stream,
          orderIds.map((id) => `order:${id}`),
        ),
        isAnyOf(auditEvent.action, ["order.submitted", ...REFUSED]),
      ),
    )
    .orderBy(auditEvent.stream, desc(auditEvent.position));
  const open = await q
    .select({ id: order.id })
    .from(order)
    .where(and(isAnyOf(order.id, [...orderIds]), eq(order.state, "in_progress")));
  const byStream = new Map(rows.map((row) => [row.stream, row]));
  return new Map(
    open.flatMap(({ id }) => {
      const last = byStream.get(`order:${id}`);
      return last && REFUSED.includes(last.action) ? [[id, { at: last.at, text: last.text }] as const] : [];
    }),
  );
}
