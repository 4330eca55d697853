import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { user } from "~db/schema/people";
import { marketRun, marketRunOrder, marketRunShare } from "~db/schema/simulator";
import type { FundBalance } from "~/domain/cost-sharing/facts";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import { rulesFromJson } from "~/domain/agreements/rules/rules-json";
import { SYSTEM } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { balancesFor } from "~/domain/who-pays/purchase-facts.server";
import { queueEmail } from "~/domain/people/queue-email.server";
import { dayOf } from "~/domain/shared/day";
import { addUsage, usageToJson } from "./market-order";
import { usedSoFar, workOrder, type WorkedOrder } from "./market-order-views.server";
import { BATCH, noSuchRun, runAgreement, type RunScope } from "./market-run";
import { nextOrders } from "./orders-of-run.server";

type Run = typeof marketRun.$inferSelect;

/** The funds of the rules as they were before any order drew on them. */
async function wholeFunds(tx: Tx, agreement: AgreementVersion): Promise<FundBalance[]> {
  const named = await balancesFor(tx, agreement);
  const funds = await fundBalances(
    tx,
    named.map((fund) => fund.fundId),
  );
  return named.map((fund) => ({
    ...fund,
    free: funds.find((one) => one.fundId === fund.fundId)?.allocated ?? fund.free,
  }));
}

async function keep(tx: Tx, runId: string, worked: WorkedOrder): Promise<void> {
  const { orderId, orderedOn, covered, moved, problem, used } = worked;
  await tx
    .insert(marketRunOrder)
    .values({ runId, orderId, orderedOn, covered, moved, problem, used: usageToJson(used) });
  await insertRows(
    tx,
    marketRunShare,
    worked.rows.map((row) => ({ ...row, runId, orderId })),
  );
}

async function finish(tx: Tx, run: Run, input: { at: Date }): Promise<void> {
  await tx.update(marketRun).set({ state: "done", finishedAt: input.at }).where(eq(marketRun.id, run.id));
  await recordEvent(tx, {
    stream: `market-run:${run.id}`,
    action: "market-run.finished",
    summary: `Finished ${run.title} over ${run.ordersTotal} orders`,
    actor: SYSTEM,
    at: input.at,
  });
  const [starter] = await tx.select({ email: user.email }).from(user).where(eq(user.id, run.startedBy));
  if (!starter) return;
  await queueEmail(tx, {
    to: starter.email,
    kind: "market-run-finished",
    subject: `Your market run is ready: ${run.title}`,
    body: [
      `The market run “${run.title}” (${run.id}) has worked out ${run.ordersTotal} orders. It shows who would have paid what under these rules.`,
      { label: "See the result", path: `/commercial/market-runs/${run.id}` },
    ],
  });
}

/**
 * Works out the next orders of a run, in the order in which they were sent, and remembers how far it came.
 * Called again it goes on from there, whoever calls and however often; a finished run stays as it is. Answers
 * whether it is done. Throws Problem not-found `no-such-run`, and what its guards throw.
 */
export async function advanceMarketRun(
  tx: Tx,
  input: { runId: string; at: Date; batch?: number },
): Promise<{ done: boolean }> {
  const [run] = await tx.select().from(marketRun).where(eq(marketRun.id, input.runId)).for("update");
  if (!run) throw noSuchRun(input.runId);
  if (run.state === "done") return { done: true };
  const scope = run.scope as RunScope;
  const { title, parties, financialYear } = run;
  const from = dayOf(run.startedAt);
  const agreement = runAgreement({ title, parties, scope, from, rules: rulesFromJson(run.rules) });
  const limit = input.batch ?? BATCH;
  const after = run.cursorOrderId ? { at: run.cursorAt!, orderId: run.cursorOrderId } : null;
  const orders = await nextOrders(tx, { financialYear, scope, after, limit });
  const whole = await wholeFunds(tx, agreement);
  let used = await usedSoFar(tx, run.id);
  for (const one of orders) {
    const worked = await workOrder(tx, one, { agreement, whole, used });
    used = addUsage(used, worked.used);
    await keep(tx, run.id, worked);
  }
  const last = orders.at(-1);
  if (last) {
    const ordersDone = run.ordersDone + orders.length;
    await tx
      .update(marketRun)
      .set({
        cursorAt: last.order.submittedAt,
        cursorOrderId: last.order.id,
        ordersDone,
        // Orders that were sent meanwhile are part of it too.
        ordersTotal: Math.max(run.ordersTotal, ordersDone),
      })
      .where(eq(marketRun.id, run.id));
  }
  const done = orders.length < limit;
  if (done) await finish(tx, run, input);
  return { done };
}
