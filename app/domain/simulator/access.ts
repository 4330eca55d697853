import type { Actor } from "~/domain/audit/event";
import { Problem } from "~/domain/shared/problem";

export interface ScenarioAccess {
  id: string;
  organisationCode: string;
  /** Organisations that may read it. */
  sharedWith: readonly string[];
}

type Person = Pick<Actor, "organisationCode" | "roles">;

/** For whoever may not read it a scenario does not exist. Answers Problem not-found `no-such-scenario`. */
export function noSuchScenario(): Problem {
  return new Problem("not-found", "no-such-scenario", {
    title: "There is no such scenario among yours.",
    detail: "It may have been deleted, or another organisation has not shared it with yours.",
    next: { label: "See your scenarios", href: "/simulator" },
  });
}

/** Whether somebody may read a scenario: their organisation made it, or it is shared with it. */
export function mayRead(person: Person, scenario: ScenarioAccess): boolean {
  const code = person.organisationCode;
  return code !== null && (code === scenario.organisationCode || scenario.sharedWith.includes(code));
}

/** Everybody of the organisation but those who only read. */
export function mayChange(person: Person, scenario: Pick<ScenarioAccess, "organisationCode">): boolean {
  return person.organisationCode === scenario.organisationCode && maySimulate(person);
}

/** An auditor reads everything and changes nothing, scenarios included. */
export function maySimulate(person: Pick<Actor, "roles">): boolean {
  return person.roles.some((role) => role !== "auditor");
}

/**
 * Throws not-found for those who may not read it, not-allowed for those who may only read it. Codes:
 * not-allowed `scenario-read-only`, not-found `no-such-scenario`.
 */
export function requireChange(person: Person, scenario: ScenarioAccess): void {
  if (!mayRead(person, scenario)) throw noSuchScenario();
  if (mayChange(person, scenario)) return;
  throw new Problem("not-allowed", "scenario-read-only", {
    title: "You can read this scenario, and not change it.",
    detail: "Save a copy of it to change. The copy belongs to your organisation.",
    next: { label: "See the scenario", href: `/simulator/${scenario.id}` },
  });
}

/**
 * Refuses a change that was made on an older picture of the scenario. Throws Problem conflict `stale-edit`.
 */
export function requireFreshScenario(scenario: { id: string; editCount: number }, seen: number): void {
  if (scenario.editCount === seen) return;
  throw new Problem(
    "conflict",
    "stale-edit",
    {
      title: "Somebody changed this scenario after you opened this page.",
      detail:
        "Nothing was saved, and what you entered is kept below. Look at the scenario as it is now, then send again.",
      next: { label: "See the scenario as it is now", href: `/simulator/${scenario.id}` },
    },
    { scenarioId: scenario.id, seen, now: scenario.editCount },
  );
}

/** Throws not-allowed for an auditor, who starts nothing. Codes: not-allowed `simulator-reads-only`. */
export function requireSimulator(person: Person): void {
  if (person.organisationCode !== null && maySimulate(person)) return;
  throw new Problem("not-allowed", "simulator-reads-only", {
    title: "An auditor reads scenarios and starts none.",
    detail: "Ask a colleague with another role to start it.",
    next: { label: "See the scenarios", href: "/simulator" },
  });
}

/**
 * The refusal of a code that is no organisation's; at most 40 characters of it are shown. Answers Problem
 * rule-broken `no-such-organisation`.
 */
export function namesUnknown(code: string): Problem {
  return new Problem("rule-broken", "no-such-organisation", {
    title: `There is no organisation with the code ${code.slice(0, 40)}.`,
    detail: "Enter an ODS code as in the directory, for example RR8 or B84613.",
  });
}

/** The refusal of a basket longer than `most` lines. Answers Problem rule-broken `basket-too-long`. */
export function tooManyLines(most: number): Problem {
  return new Problem("rule-broken", "basket-too-long", {
    title: `A basket holds at most ${most} lines.`,
    detail: "Remove a line first, or make a second scenario and compare the two.",
  });
}
