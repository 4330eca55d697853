import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { grantAward, grantSignature } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyPeople } from "../people/notify-people.server";
import { ownSignature } from "../people/signature";
import { Problem } from "../shared/problem";
import { requireNextState } from "../shared/state-table";
import { requireOfficer, requireSignatory } from "./applicant";
import { inForceLetter, signLetter } from "./application-letter";
import { GRANT_STATES, type Side } from "./grant";
import { lockGrant, type LockedGrant } from "./lock-grant.server";

/** Signs an award's memorandum for one side, in the own name of the person who does. The second signature puts the award in force. */
export async function signMemorandum(
  tx: Tx,
  input: { actor: Actor; at: Date; awardId: string; side: Side; signatoryName: string },
): Promise<{ inForce: boolean }> {
  const actor = input.side === "provider" ? requireSignatory(input.actor) : requireOfficer(input.actor);
  const signatoryName = ownSignature(actor, input.signatoryName);
  const organisationCode = input.side === "provider" ? actor.organisationCode : null;
  const grant = await lockGrant(tx, { awardId: input.awardId, organisationCode });
  requireNextState(GRANT_STATES, "award", grant.state, "sign");
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
    const state = requireNextState(GRANT_STATES, "award", grant.state, "take_effect");
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
  await tellOthers(tx, grant, input.side, inForce);
  return { inForce };
}

async function tellOthers(tx: Tx, grant: LockedGrant, side: Side, inForce: boolean): Promise<void> {
  const about = { awardId: grant.id, fundName: grant.fundName };
  const provider = { organisationCode: grant.organisationCode, roles: ["procurement_lead", "approver"] };
  const centre = { organisationCode: grant.payerCode, roles: ["commercial_officer"] };
  if (inForce) await notifyPeople(tx, provider, inForceLetter({ ...about, amount: grant.amount }));
  else if (side === "provider") await notifyPeople(tx, centre, signLetter({ ...about, side: "centre" }));
  else await notifyPeople(tx, provider, signLetter({ ...about, side: "provider" }));
}
