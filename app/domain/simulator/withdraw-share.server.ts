import { organisationLabel } from "~/domain/organisations/organisation-views.server";
import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { scenarioShare } from "~db/schema/simulator";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { lockScenario } from "./lock-scenario.server";

/**
 * Ends the sharing of a scenario with an organisation; copies that it made stay its own. Twice has one
 * effect. Throws Problem not-found `no-such-scenario`, not-allowed `scenario-read-only`.
 */
export async function withdrawShare(
  tx: Tx,
  input: { actor: Actor; at: Date; scenarioId: string; organisationCode: string },
): Promise<void> {
  const { actor, at, scenarioId, organisationCode } = input;
  const locked = await lockScenario(tx, scenarioId, actor);
  const removed = await tx
    .delete(scenarioShare)
    .where(
      and(eq(scenarioShare.scenarioId, scenarioId), eq(scenarioShare.organisationCode, organisationCode)),
    )
    .returning();
  if (removed.length === 0) return;
  await recordEvent(tx, {
    stream: `scenario:${scenarioId}`,
    action: "scenario.share-withdrawn",
    summary: `Stopped sharing the scenario ${locked.title} with ${await organisationLabel(tx, organisationCode)}`,
    actor,
    at,
    before: { organisationCode },
  });
}
