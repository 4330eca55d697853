import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { scenario, scenarioShare } from "~db/schema/simulator";
import type { Actor } from "~/domain/audit/event";
import { noSuchScenario, requireChange } from "./access";
import { readInput, type ScenarioInput } from "./scenario";

export interface LockedScenario {
  id: string;
  title: string;
  organisationCode: string;
  editCount: number;
  baseInput: ScenarioInput | null;
  input: ScenarioInput;
  sharedWith: string[];
}

/**
 * Locks a scenario for an action of somebody who may change it. Throws not-found or not-allowed. Codes:
 * not-found `no-such-scenario`, not-allowed `scenario-read-only`.
 */
export async function lockScenario(tx: Tx, id: string, actor: Actor): Promise<LockedScenario> {
  const [row] = await tx.select().from(scenario).where(eq(scenario.id, id)).for("update");
  if (!row) throw noSuchScenario();
  const shares = await tx.select().from(scenarioShare).where(eq(scenarioShare.scenarioId, id));
  const sharedWith = shares.map((share) => share.organisationCode);
  requireChange(actor, { id, organisationCode: row.organisationCode, sharedWith });
  const { title, organisationCode, editCount } = row;
  const baseInput = row.baseInput === null ? null : readInput(row.baseInput);
  return { id, title, organisationCode, editCount, baseInput, input: readInput(row.input), sharedWith };
}
