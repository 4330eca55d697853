import packageJson from "../../package.json";
import { audienceOf, type PersonActor } from "~/domain/people/role";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { env, standIns } from "~/platform/env.server";
import { log } from "~/platform/log.server";
import type { FormState } from "~/web/forms/form-state";
import { draftOf } from "~/web/forms/form-draft.server";
import { heldValues } from "~/web/forms/held-form.server";
import { requestIdOf } from "./request-scope.server";
import { pagePath } from "./safe-path";
import { actorOf } from "./session.server";
import type { ShellData } from "./shell-data";

const CAME_BACK = {
  title: "Your session had ended before this was sent",
  detail: "What you typed is still here. Check it and send it again.",
};

/**
 * The frame's data of every page, and the page's status: who is signed in, for whom, which stand-ins are in use, and what
 * the form of this address was answered with. A page that shows what was wrong with a form has the status of the refusal.
 */
export async function shellData(
  request: Request,
  context: unknown,
): Promise<{ shell: ShellData; status: number }> {
  // The frame must stand even when the database does not: an error page has one, too.
  const actor = await actorOf(request, context).catch((error: unknown) => {
    log().error({ err: error }, "the session could not be read");
    return null;
  });
  const heldForm = actor && (await held(request, actor.userId));
  const draft =
    actor && !heldForm
      ? await draftOf(database().db, pagePath(request.url), { userId: actor.userId, at: clock().now() })
      : null;
  const shell: ShellData = {
    actor: actor && frameActor(actor),
    demo: env().DEMO,
    standIns: standIns(env()).map(({ replaces }) => replaces),
    paymentsSetUp: env().PAYMENTS !== "off",
    requestId: requestIdOf(request, context),
    version: packageJson.version,
    path: new URL(request.url).pathname,
    held: heldForm,
    draft: draft === "gone" ? draft : (draft?.data ?? null),
  };
  return { shell, status: draft === null || draft === "gone" ? 200 : draft.status };
}

function frameActor(actor: PersonActor): NonNullable<ShellData["actor"]> {
  return {
    name: actor.name,
    organisationName: actor.organisation?.name ?? "no organisation yet",
    organisationCode: actor.organisation?.code ?? "choose one",
    audience: audienceOf(actor.organisation?.kind ?? ""),
    canSwitch: actor.memberships.length > 1,
  };
}

async function held(request: Request, userId: string): Promise<FormState | null> {
  if (!request.headers.get("cookie")?.includes("dovetail.held=")) return null;
  const path = pagePath(request.url);
  const values = await heldValues(database().db, request, { path, userId, at: clock().now() });
  return values && { values, errors: {}, problem: CAME_BACK };
}
