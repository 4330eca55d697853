import { redirect } from "@remix-run/node";
import { database } from "~/platform/database.server";
import { anyone } from "~/web/audience.server";
import { dropHeld } from "~/web/forms/held-form.server";
import { redirectWith, signIn } from "~/web/sign-in/sign-in.server";

/** Ends the session; a link to this address only leads home. */
export const action = anyone.actionOutside({}, async ({ request }) => {
  const { cookies } = await signIn().signOut(request.headers);
  const held = await dropHeld(database().db, request);
  return redirectWith("/", held ? [...cookies, held] : cookies);
});

export const loader = anyone.loader({}, () => redirect("/"));
