import { audienceOf, type PersonActor } from "~/domain/people/role";

/** True for a procurement lead who acts for an organisation that buys: the catalogue's pages show them more links. */
export function mayShortlist(actor: PersonActor | null): boolean {
  return (
    actor !== null &&
    actor.organisation !== null &&
    audienceOf(actor.organisation.kind) === "buyer" &&
    actor.roles.includes("procurement_lead")
  );
}
