import { redirect } from "@remix-run/node";
import { takeDecision } from "~/domain/applications/take-decision.server";
import { ApplicationParams } from "~/web/applications/application-forms";
import { centre } from "~/web/audience.server";

/** The page on which it is said what that means. */
export const loader = centre.loader(
  { params: ApplicationParams, roles: ["commercial_officer"] },
  ({ params }) => redirect(`/commercial/applications/${params.id}/decide`),
);

export const action = centre.action(
  { params: ApplicationParams, roles: ["commercial_officer"] },
  async ({ tx, actor, params, now: at }) => {
    await takeDecision(tx, { actor, at, applicationId: params.id });
    return redirect(`/commercial/applications/${params.id}/decide`);
  },
);
