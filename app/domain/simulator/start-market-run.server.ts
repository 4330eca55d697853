import type { Tx } from "~db";
import { marketRun } from "~db/schema/simulator";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import { ruleClashesOf } from "~/domain/agreements/checks/check-views.server";
import { rulesToJson } from "~/domain/agreements/rules/rules-json";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { enqueue } from "~/platform/queue.server";
import { requireRunner, type RunScope } from "./market-run";
import { countOrders } from "./orders-of-run.server";
import { asAgreement } from "./own-rules";
import { rulesToOwn } from "./own-rules-of.server";
import type { VersionRef } from "./scenario";
import { scenarioView } from "./scenario-views.server";
import { versionOf } from "./version-views.server";
import { drawNumber } from "~/domain/shared/draw-number.server";

export type RunSource = { kind: "scenario"; scenarioId: string } | ({ kind: "agreement" } & VersionRef);

export interface NewMarketRun {
  title: string;
  source: RunSource;
  financialYear: FinancialYear;
  /** Narrows the orders; left out, every order of the year. */
  scope: Pick<RunScope, "lots" | "buyerKinds">;
}

async function rulesOf(
  tx: Tx,
  { source, title }: NewMarketRun,
  actor: Actor,
  today: Day,
): Promise<{ agreement: AgreementVersion; ref: string }> {
  if (source.kind === "agreement") {
    return { agreement: await versionOf(tx, source), ref: `${source.agreementId}:${source.version}` };
  }
  const seen = await scenarioView(tx, { id: source.scenarioId, actor });
  const { rules } = await rulesToOwn(tx, seen.input);
  return { agreement: asAgreement(rules, { title, from: today }), ref: seen.id };
}

/**
 * Starts working out what rules would have cost over every order of a financial year. The rules are copied,
 * so that what happens to them later changes nothing; a job does the work. Throws when they contradict each
 * other, with the numbers. Throws Problem rule-broken `rules-clash` and `no-orders`, and what its guards
 * throw.
 */
export async function startMarketRun(
  tx: Tx,
  input: { run: NewMarketRun; actor: Actor; at: Date; today: Day },
): Promise<{ runId: string }> {
  const { run, actor, at, today } = input;
  requireRunner(actor);
  const { agreement, ref } = await rulesOf(tx, run, actor, today);
  const [clash] = await ruleClashesOf(tx, agreement);
  if (clash) {
    throw new Problem("rule-broken", "rules-clash", {
      title: "These rules cannot be applied until they are put right.",
      detail: clash.text,
    });
  }
  const scope: RunScope = {
    ...run.scope,
    ...(run.source.kind === "agreement" ? { agreement: agreement.scope } : {}),
  };
  const ordersTotal = await countOrders(tx, { financialYear: run.financialYear, scope });
  if (ordersTotal === 0) {
    throw new Problem("rule-broken", "no-orders", {
      title: `No order of ${formatFinancialYear(run.financialYear)} is in this scope.`,
      detail: "Choose another year, or widen the scope.",
    });
  }
  const runId = await drawNumber(tx, "marketRun");
  await tx.insert(marketRun).values({
    id: runId,
    title: run.title,
    sourceKind: run.source.kind,
    sourceRef: ref,
    rules: rulesToJson(agreement.rules),
    parties: [...agreement.parties],
    financialYear: run.financialYear,
    scope,
    state: "running",
    ordersTotal,
    startedBy: actor.userId!,
    startedAt: at,
  });
  await recordEvent(tx, {
    stream: `market-run:${runId}`,
    action: "market-run.started",
    summary: `Started ${run.title} over ${ordersTotal} orders of ${formatFinancialYear(run.financialYear)}`,
    actor,
    at,
    after: { source: ref, scope, rules: rulesToJson(agreement.rules) },
  });
  await enqueue(tx, "run-market", { runId });
  return { runId };
}
