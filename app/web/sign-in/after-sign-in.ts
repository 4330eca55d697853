import { audienceOf } from "~/domain/people/role";
import type { SecondFactorStep } from "~/domain/people/second-factor";
import { safePath } from "~/web/safe-path";

const HOMES = { buyer: "/buying", supplier: "/supplying", centre: "/commercial" } as const;

/** The home of the people of an organisation: what needs them now. */
export function homeOf(kind: string): string {
  return HOMES[audienceOf(kind)];
}

/** Where a session goes that still owes a step. */
export const STEP_PAGES: Record<SecondFactorStep, string> = {
  "enter-code": "/sign-in/authenticator",
  "set-up": "/sign-in/authenticator/set-up",
};

interface Person {
  owes: SecondFactorStep | null;
  activeOrganisationCode: string | null;
  memberships: readonly { code: string; kind: string }[];
}

/** Where somebody goes next who has just proved an address or an authenticator code. */
export function nextStep(person: Person, returnTo: string | undefined): string {
  const wanted = safePath(returnTo);
  const carried = wanted === "/" ? "" : `?returnTo=${encodeURIComponent(wanted)}`;
  if (person.owes) return `${STEP_PAGES[person.owes]}${carried}`;
  const { memberships } = person;
  const active = memberships.find(({ code }) => code === person.activeOrganisationCode);
  if (!active && memberships.length > 1) return `/account/organisation${carried}`;
  if (wanted !== "/") return wanted;
  const place = active ?? memberships[0];
  return place ? homeOf(place.kind) : "/account";
}
