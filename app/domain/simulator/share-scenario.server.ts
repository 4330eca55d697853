import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { organisation } from "~db/schema/organisations";
import { scenarioShare } from "~db/schema/simulator";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { audienceOf } from "~/domain/people/role";
import { Problem } from "~/domain/shared/problem";
import { namesUnknown } from "./access";
import { lockScenario } from "./lock-scenario.server";

/** Who is told that a scenario was shared with their organisation: those who decide about its money. */
const TOLD = ["procurement_lead", "approver", "commercial_officer"];

function refuse(code: string, title: string, detail: string): Problem {
  return new Problem("rule-broken", code, { title, detail });
}

/**
 * Lets another organisation read a scenario, and tells its people by e-mail; doing it twice tells them once.
 * Answers how many were told. Throws when the organisation is unknown, its own, or a supplier's. Throws
 * Problem rule-broken `no-such-organisation` and `code`, not-found `no-such-scenario`, not-allowed
 * `scenario-read-only`.
 */
export async function shareScenario(
  tx: Tx,
  input: { actor: Actor; at: Date; scenarioId: string; organisationCode: string },
): Promise<{ name: string; told: number }> {
  const { actor, at, scenarioId } = input;
  const locked = await lockScenario(tx, scenarioId, actor);
  const typed = input.organisationCode.trim();
  const [other] = await tx
    .select()
    .from(organisation)
    .where(isAnyOf(organisation.code, [typed, typed.toUpperCase()]))
    .limit(1);
  if (!other) throw namesUnknown(typed);
  const { code } = other;
  if (code === locked.organisationCode) {
    throw refuse(
      "own-organisation",
      "Your own organisation sees this scenario already.",
      "Enter the code of another.",
    );
  }
  if (audienceOf(other.kind) === "supplier") {
    throw refuse(
      "not-for-suppliers",
      `${other.name} is a supplier.`,
      "Scenarios are shared between those who buy and pay. Enter the code of a buying organisation.",
    );
  }
  const added = await tx
    .insert(scenarioShare)
    .values({ scenarioId, organisationCode: code, sharedBy: actor.userId!, sharedAt: at })
    .onConflictDoNothing()
    .returning();
  if (added.length === 0) return { name: other.name, told: 0 };
  const told = await notifyPeople(
    tx,
    { organisationCode: code, roles: TOLD },
    {
      kind: "scenario-shared",
      subject: `${actor.name} shared a scenario with you: ${locked.title}`,
      body: [
        `${actor.name} has shared the scenario “${locked.title}” (${scenarioId}) with ${other.name}. It shows who would pay what under changed rules or quantities. It binds nobody.`,
        { label: "You can read it, and save a copy to change", path: `/simulator/${scenarioId}` },
      ],
    },
  );
  await recordEvent(tx, {
    stream: `scenario:${scenarioId}`,
    action: "scenario.shared",
    summary: `Shared the scenario ${locked.title} with ${other.name}`,
    actor,
    at,
    after: { organisationCode: code, told },
  });
  return { name: other.name, told };
}
