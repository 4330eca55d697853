import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { grantAward, grantSignature } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyPeople } from "../../people/notify-people.server";
import { ownSignature } from "../../people/signature";
import { Problem } from "../../shared/problem";
import { requireNextState } from "../../shared/state-table";
import { requireOfficer, requireSignatory } from "../applicant";
import { inForceEmail, signEmail } from "../application-emails";
import { GRANT_STATES, GRANT_WORDS, type Side } from "./grant";
import { lockGrant, type LockedGrant } from "./lock-grant.server";

/**
 * Signs an award's memorandum for one side, in the own name of the person who does: for the centre another officer than the one
 * who awarded it. The second signature puts the award in force. Throws Problem conflict `signed-already` and `wrong-state`, not-allowed `approver-only`,
 * `commercial-officer-only` and `own-award`, bad-request `not-your-name`, not-found `no-such-grant-award`.
 */
export async function signMemorandum(
  tx: Tx,
  input: { actor: Actor; at: Date; awardId: string; side: Side; signatoryName: string },
): Promise<{ inForce: boolean }> {
  const actor = input.side === "provider" ? requireSignatory(input.actor) : requireOfficer(input.actor);
  const signatoryName = ownSignature(actor, input.signatoryName);
  const organisationCode = input.side === "provider" ? actor.organisationCode : null;
  const grant = await lockGrant(tx, { awardId: input.awardId, organisationCode });
  requireNextState(GRANT_STATES, GRANT_WORDS, grant.state, "sign");
  if (input.side === "centre" && grant.awardedBy === actor.userId) throw ownAward(grant.id);
  const signed = await tx
    .select({ side: grantSignature.side })
    .from(grantSignature)
    .where(eq(grantSignature.awardId, grant.id));
  if (signed.some(({ side }) => side === input.side)) {
    throw new Problem("conflict", "signed-already", {
      title: "Your side has signed this memorandum already.",
      detail: "It takes effect when the other side has signed.",
    });
  }
  await tx.insert(grantSignature).values({
    awardId: grant.id,
    side: input.side,
    organisationCode: actor.organisationCode,
    signatoryName,
    signedBy: actor.userId,
    signedAt: input.at,
  });
  const inForce = signed.length === 1;
  if (inForce) {
    const state = requireNextState(GRANT_STATES, GRANT_WORDS, grant.state, "take_effect");
    await tx.update(grantAward).set({ state, inForceAt: input.at }).where(eq(grantAward.id, grant.id));
  }
  await recordEvent(tx, {
    stream: `grant:${grant.id}`,
    action: inForce ? "grant.in-force" : "grant.signed",
    summary: `Signed the memorandum of award ${grant.id} for the ${input.side}${inForce ? "; it is in force" : ""}`,
    actor,
    at: input.at,
    after: { side: input.side, signatoryName, inForce },
  });
  await notifyOthers(tx, grant, input.side, inForce);
  return { inForce };
}

const ownAward = (id: string) =>
  new Problem("not-allowed", "own-award", {
    title: `You decided award ${id}, so another commercial officer signs its memorandum.`,
    detail: "It is in their list of what waits for them. You can still propose to withdraw it.",
    rule: "Whoever decides about money does not sign for it",
    next: { label: `See ${id}`, href: `/commercial/awards/${id}` },
  });

async function notifyOthers(tx: Tx, grant: LockedGrant, side: Side, inForce: boolean): Promise<void> {
  const about = { awardId: grant.id, fundName: grant.fundName };
  const provider = { organisationCode: grant.organisationCode, roles: ["procurement_lead", "approver"] };
  const centre = { organisationCode: grant.payerCode, roles: ["commercial_officer"] };
  if (inForce) await notifyPeople(tx, provider, inForceEmail({ ...about, amount: grant.amount }));
  else if (side === "provider")
    await notifyPeople(
      tx,
      { ...centre, exceptUserId: grant.awardedBy },
      signEmail({ ...about, side: "centre" }),
    );
  else await notifyPeople(tx, provider, signEmail({ ...about, side: "provider" }));
}
