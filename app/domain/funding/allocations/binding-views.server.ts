import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { pence, sum, ZERO, type Pence } from "../../money/money";
import { holderOf, holdersOf, usedOf } from "./allocation";
import { allocationsOf, type AllocationRow } from "./allocation-views.server";

/** An order that was sent and has not committed yet, with what it takes from a fund; pence. */
export interface WaitingOrder {
  orderId: string;
  title: string;
  buyerName: string;
  state: string;
  cost: Pence;
  /** Whose allocation it would use where allocations bind, and what is left of it; null when nothing is set aside. */
  allocation: { holderName: string; left: Pence } | null;
  /** Whether it could commit where allocations bind, by itself. */
  fits: boolean;
}

export interface BindingEffect {
  /** How many organisations have an allocation, and what it comes to. */
  allocations: number;
  setAside: Pence;
  /** Those whose orders have taken more than was set aside: they could take no more. */
  overdrawn: AllocationRow[];
  /** What orders of organisations without an allocation have taken. */
  takenByOthers: Pence;
  orders: { rows: WaitingOrder[]; total: number };
}

/** How many orders the page shows; it says how many there are. */
export const SHOWN_ORDERS = 50;

/** Which allocations and which orders it touches whether a fund's allocations bind. */
export async function bindingEffect(q: Queryable, fundId: string): Promise<BindingEffect> {
  const { rows, others } = await allocationsOf(q, fundId);
  const orders = await q.execute<{
    id: string;
    title: string;
    state: string;
    buyer_code: string;
    buyer_name: string;
    icb: string | null;
    cost: string;
    total: string;
  }>(sql`
    select o.id, o.title, o.state, b.code as buyer_code, b.name as buyer_name, b.icb_code as icb,
      sum(s.net_pence + s.vat_pence - s.recoverable_vat_pence) as cost, count(*) over () as total
    from order_share s
    join "order" o on o.id = s.order_id and o.state in ('awaiting_approval', 'awaiting_signature')
    join organisation b on b.code = o.buyer_code
    where s.fund_id = ${fundId}
    group by o.id, b.code
    order by o.id
    limit ${SHOWN_ORDERS}`);
  const holders = new Map(rows.map((row) => [row.organisationCode, row]));
  const codes = holdersOf(rows);
  return {
    allocations: rows.length,
    setAside: sum(rows.map((row) => row.amount)),
    overdrawn: rows.filter((row) => row.free < 0n),
    takenByOthers: usedOf(others),
    orders: {
      total: Number([...orders][0]?.total ?? 0),
      rows: [...orders].map((order) => {
        const holder = holderOf({ buyerCode: order.buyer_code, icbCode: order.icb }, codes);
        const own = holder === null ? null : holders.get(holder)!;
        const cost = pence(BigInt(order.cost));
        return {
          orderId: order.id,
          title: order.title,
          buyerName: order.buyer_name,
          state: order.state,
          cost,
          allocation: own && { holderName: own.organisationName, left: own.free },
          fits: cost <= (own?.free ?? ZERO),
        };
      }),
    },
  };
}
