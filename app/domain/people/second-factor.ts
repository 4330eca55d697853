import { audienceOf } from "./role";

/**
 * Whether somebody must have an authenticator app: everybody at the centre. Officers and assessors decide about other
 * people's money and certificates; an administrator gives those roles; an auditor sees what every organisation pays.
 */
export function mustHaveSecondFactor(memberships: readonly { kind: string }[]): boolean {
  return memberships.some(({ kind }) => audienceOf(kind) === "centre");
}

/** What a session still lacks before its person is signed in. */
export type SecondFactorStep = "enter-code" | "set-up";

/** Null when nothing is owed. Demonstration people are nobody's accounts, so they are asked for no set-up. */
export function secondFactorStep(
  person: { enabled: boolean; passed: boolean; memberships: readonly { kind: string }[] },
  { demo }: { demo: boolean },
): SecondFactorStep | null {
  if (person.enabled) return person.passed ? null : "enter-code";
  return mustHaveSecondFactor(person.memberships) && !demo ? "set-up" : null;
}
