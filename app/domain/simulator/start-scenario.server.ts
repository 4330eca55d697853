import type { Tx } from "~db";
import { scenario } from "~db/schema/simulator";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { requireSimulator } from "./access";
import { startingPoint, type Base, type StartingPoint } from "./base-views.server";
import { LONGEST_TITLE, storeInput } from "./scenario";
import { drawNumber } from "~/domain/shared/draw-number.server";

/**
 * Starts a scenario of the person's organisation: from an order or a shortlisted solution that they may see, from an
 * invented basket, or from a starting point that is worked out already (a copy). Binds nobody and writes nothing else.
 */
export async function startScenario(
  tx: Tx,
  input: { actor: Actor; at: Date; today: Day; base: Base | StartingPoint; title?: string },
): Promise<{ scenarioId: string }> {
  const { actor, at, today, base } = input;
  requireSimulator(actor);
  const point = "baseKind" in base ? base : await startingPoint(tx, base, { actor, today });
  const scenarioId = await drawNumber(tx, "scenario");
  const title = (input.title?.trim() || point.title).slice(0, LONGEST_TITLE);
  const stored = storeInput(point.input);
  await tx.insert(scenario).values({
    id: scenarioId,
    organisationCode: actor.organisationCode!,
    title,
    baseKind: point.baseKind,
    baseRef: point.baseRef,
    baseInput: point.baseInput && storeInput(point.baseInput),
    input: stored,
    createdBy: actor.userId!,
    createdAt: at,
    updatedBy: actor.userId!,
    updatedAt: at,
  });
  await recordEvent(tx, {
    stream: `scenario:${scenarioId}`,
    action: "scenario.started",
    summary: `Started the scenario ${title}`,
    actor,
    at,
    after: { baseKind: point.baseKind, baseRef: point.baseRef, input: stored },
  });
  return { scenarioId };
}
