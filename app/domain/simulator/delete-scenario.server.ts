import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { scenario } from "~db/schema/simulator";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFreshScenario } from "./access";
import type { ScenarioChange } from "./change-scenario.server";
import { lockScenario } from "./lock-scenario.server";
import { storeInput } from "./scenario";

/**
 * Deletes a scenario, for those it is shared with too. What it said stays in the audit log. Throws Problem
 * not-found `no-such-scenario`, not-allowed `scenario-read-only`, conflict `stale-edit`.
 */
export async function deleteScenario(tx: Tx, change: ScenarioChange): Promise<void> {
  const locked = await lockScenario(tx, change.scenarioId, change.actor);
  requireFreshScenario(locked, change.editCount);
  await tx.delete(scenario).where(eq(scenario.id, locked.id));
  await recordEvent(tx, {
    stream: `scenario:${locked.id}`,
    action: "scenario.deleted",
    summary: `Deleted the scenario ${locked.title}`,
    actor: change.actor,
    at: change.at,
    before: { title: locked.title, input: storeInput(locked.input), sharedWith: locked.sharedWith },
  });
}
