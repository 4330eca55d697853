import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import type { Day } from "~/domain/shared/day";
import { LONGEST_TITLE } from "./scenario";
import { scenarioView } from "./scenario-views.server";
import { startScenario } from "./start-scenario.server";

/** Saves a copy of a scenario that the person can read, for their own organisation, with the same base. */
export async function copyScenario(
  tx: Tx,
  { actor, at, today, scenarioId }: { actor: Actor; at: Date; today: Day; scenarioId: string },
): Promise<{ scenarioId: string }> {
  const seen = await scenarioView(tx, { id: scenarioId, actor });
  const { baseKind, baseRef, baseInput, input } = seen;
  const title = `${seen.title.slice(0, LONGEST_TITLE - 7)} (copy)`;
  return startScenario(tx, { actor, at, today, base: { baseKind, baseRef, baseInput, input, title } });
}
