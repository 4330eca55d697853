import { redirect } from "@remix-run/node";
import { Problem } from "~/domain/shared/problem";
import {
  actingRoles,
  audienceOf,
  roleList,
  type Audience,
  type MemberActor,
  type PersonActor,
  type Role,
} from "~/domain/people/role";
import { listed } from "~/domain/shared/sentence";
import { STEP_PAGES } from "~/web/sign-in/after-sign-in";
import { pagePath, signInPath } from "./safe-path";
import { actorOf, owedStep, personOf } from "./session.server";

/** The person of the request, or a redirect to where they sign in, finish signing in or choose their organisation. */
export async function requirePerson(request: Request, context: unknown): Promise<PersonActor> {
  const actor = await actorOf(request, context);
  if (actor) return actor;
  const here = pagePath(request.url);
  const person = await personOf(request, context);
  const owes = person && owedStep(person);
  if (owes) throw redirect(`${STEP_PAGES[owes]}?returnTo=${encodeURIComponent(here)}`);
  throw redirect(signInPath(here));
}

const SIDE: Record<Audience, string> = {
  buyer: "organisations that buy",
  supplier: "suppliers",
  centre: "the commercial function of NHS England",
};

/** Narrows a person to a member of an organisation of this audience with one of the roles, or says why not. */
export function requireMember(
  actor: PersonActor,
  audience: Audience,
  { roles, acting, path }: { roles?: readonly Role[]; acting: boolean; path: string },
): MemberActor {
  const { organisation } = actor;
  if (!organisation) {
    if (actor.memberships.length > 1) {
      throw redirect(`/account/organisation?returnTo=${encodeURIComponent(path)}`);
    }
    throw notAllowed(audience, actor, path);
  }
  if (audienceOf(organisation.kind) !== audience) throw notAllowed(audience, actor, path);
  const wanted = roles ?? (acting ? actingRoles(audience) : undefined);
  const permitted = acting ? wanted?.filter((role) => role !== "auditor") : wanted;
  if (permitted && !permitted.some((role) => actor.roles.includes(role))) throw roleMissing(actor, permitted);
  return { ...actor, organisation, organisationCode: organisation.code };
}

function notAllowed(audience: Audience, actor: PersonActor, path: string): Problem {
  const other = actor.memberships.find(({ kind }) => audienceOf(kind) === audience);
  const acting = actor.organisation
    ? `You are signed in as ${actor.name} for ${actor.organisation.name}.`
    : `You are signed in as ${actor.name}, and no organisation has given you a role.`;
  return new Problem("not-allowed", "wrong-side", {
    title: "You cannot see this page",
    detail: `It is for people who work for ${SIDE[audience]}. ${acting}`,
    next: other
      ? {
          label: `Switch to ${other.name}`,
          href: `/account/organisation?returnTo=${encodeURIComponent(path)}`,
        }
      : { label: "See your account", href: "/account" },
  });
}

function roleMissing(actor: PersonActor, wanted: readonly Role[]): Problem {
  const has = actor.roles.length > 0 ? `You are ${roleList(actor.roles).toLowerCase()} there.` : "";
  return new Problem("not-allowed", "role-missing", {
    title: "Your role does not allow this",
    detail: `At ${actor.organisation?.name} this needs the role of ${eitherOf(wanted)}. ${has} Ask an administrator of your organisation.`,
    next: { label: "See your account", href: "/account" },
  });
}

function eitherOf(roles: readonly Role[]): string {
  const names = roles.map((role) => roleList([role]).toLowerCase());
  return listed(names, "or");
}
