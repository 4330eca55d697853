import { sameName } from "./signature";

/** Why somebody is no second person beside a first; null when they are. */
export type Dependence = "same-account" | "same-name" | "brought-in-after";

/** Whoever signed or asked for something, and when. */
export interface FirstPerson {
  userId: string;
  name: string;
  since: Date;
}

/** Whoever would be the second; `grantedAt` is when they got the role by which they would, null where that is not known. */
export interface SecondPerson {
  userId: string;
  name: string;
  grantedAt: Date | null;
}

/** An invitation that was accepted: who brought whom in. */
export interface BroughtIn {
  invitedBy: string;
  acceptedBy: string;
}

/**
 * The rule of independence behind everything that two people do. The second is not independent when they are the first one's
 * account, carry the same name (case and spacing aside), or got their role once the thing had been signed or asked for, on
 * an invitation that leads back to the first. Whoever had the role before stays independent, whoever invited them.
 */
export function whyNotIndependent(
  first: FirstPerson,
  second: SecondPerson,
  invitations: readonly BroughtIn[],
): Dependence | null {
  if (second.userId === first.userId) return "same-account";
  if (sameName(second.name, first.name)) return "same-name";
  if (second.grantedAt === null || second.grantedAt < first.since) return null;
  return broughtInBy(first.userId, invitations).has(second.userId) ? "brought-in-after" : null;
}

/** Everybody whom somebody invited, and whom those invited. */
function broughtInBy(userId: string, invitations: readonly BroughtIn[]): ReadonlySet<string> {
  const found = new Set([userId]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { invitedBy, acceptedBy } of invitations) if (found.has(invitedBy)) found.add(acceptedBy);
  }
  return found;
}

/**
 * The rule as it falls on this person, to them, without its full stop. `did` is what the first person did: "signed this order
 * for its buyer".
 */
export function dependenceText(why: Dependence, firstName: string, did: string): string {
  return {
    "same-account": `You ${did}`,
    "same-name": `You have the same name as ${firstName}, who ${did}`,
    "brought-in-after": `You got your role after ${firstName} ${did}, on an invitation that leads back to ${firstName}`,
  }[why];
}
