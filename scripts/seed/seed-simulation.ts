import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { order } from "~db/schema/orders";
import type { Rule } from "~/domain/agreements/rules/rule";
import type { Actor } from "~/domain/audit/event";
import { advanceMarketRun } from "~/domain/simulator/advance-market-run.server";
import { changeScenario } from "~/domain/simulator/change-scenario.server";
import { yearsWithOrders } from "~/domain/simulator/market-run-views.server";
import { rulesToOwn } from "~/domain/simulator/own-rules-of.server";
import { scenarioView } from "~/domain/simulator/scenario-views.server";
import { shareScenario } from "~/domain/simulator/share-scenario.server";
import { startMarketRun } from "~/domain/simulator/start-market-run.server";
import { startScenario } from "~/domain/simulator/start-scenario.server";
import type { SeedTime } from "./seed-time";

const TRUST = "RR8";
const TITLE = "Forty per cent of licences instead of half";
const FORTY_PERCENT = 4_000;

function fortyPercent(rules: readonly Rule[]): Rule[] {
  return rules.map((rule) =>
    rule.ruleNumber === 1 && rule.shape === "percentage" ? { ...rule, portion: FORTY_PERCENT } : rule,
  );
}

/** A scenario of the centre over a hospital's order, shared with the hospital, and what it would have cost them all. */
export async function seedSimulation(tx: Tx, officer: Actor, time: SeedTime): Promise<void> {
  const today = time.daysAgo(3);
  const [base] = await tx
    .select({ id: order.id })
    .from(order)
    .where(and(eq(order.buyerCode, TRUST), isAnyOf(order.state, ["live", "completed"])))
    .orderBy(asc(order.id))
    .limit(1);
  if (!base) return;
  const by = () => ({ actor: officer, at: time.at(today) });
  const { scenarioId } = await startScenario(tx, {
    ...by(),
    today,
    base: { kind: "order", orderId: base.id },
    title: TITLE,
  });
  const { input } = await scenarioView(tx, { id: scenarioId, actor: officer });
  const { rules, from } = await rulesToOwn(tx, input);
  await changeScenario(tx, { ...by(), scenarioId, editCount: 0 }, (was) => ({
    input: { ...was, rules: { kind: "own", rules: fortyPercent(rules), from } },
    summary: "Changed rule 1",
  }));
  await shareScenario(tx, { ...by(), scenarioId, organisationCode: TRUST });
  const [financialYear] = (await yearsWithOrders(tx)).slice(-1);
  const { runId } = await startMarketRun(tx, {
    ...by(),
    today,
    run: {
      title: TITLE,
      source: { kind: "scenario", scenarioId },
      financialYear: financialYear!,
      scope: { buyerKinds: ["trust"] },
    },
  });
  while (!(await advanceMarketRun(tx, { runId, at: time.at(today) })).done);
}
