import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { grantAward } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../../money/format";
import { pence } from "../../money/money";
import { notifyPeople } from "../../people/notify-people.server";
import type { Day } from "../../shared/day";
import { requireNextState } from "../../shared/state-table";
import { requireOfficer, requireSignatory } from "../applicant";
import { awardEndedEmail } from "../application-emails";
import { GRANT_STATES, GRANT_WORDS, type Side } from "./grant";
import { lockGrant } from "./lock-grant.server";
import { changeSetAside } from "../set-aside.server";

/**
 * Ends an award with a reason: the provider turns down what it was offered, or the centre withdraws what it
 * awarded, which takes two officers (`decideProposal` comes here; the database asks for it). What was set aside is free again, and another fund may pay for the costs. Orders keep what they
 * reserved. Throws Problem not-allowed `approver-only` and `commercial-officer-only`, not-found
 * `no-such-grant-award`, conflict `wrong-state`.
 */
export async function withdrawGrant(
  tx: Tx,
  input: { actor: Actor; at: Date; today: Day; awardId: string; side: Side; reason: string },
): Promise<void> {
  const provider = input.side === "provider";
  const actor = provider ? requireSignatory(input.actor) : requireOfficer(input.actor);
  const organisationCode = provider ? actor.organisationCode : null;
  const grant = await lockGrant(tx, { awardId: input.awardId, organisationCode });
  const state = requireNextState(GRANT_STATES, GRANT_WORDS, grant.state, provider ? "turn_down" : "withdraw");
  await tx
    .update(grantAward)
    .set({ state, withdrawnAt: input.at, withdrawalReason: input.reason })
    .where(eq(grantAward.id, grant.id));
  const text = `${provider ? "Turned down" : "Withdrew"} award ${grant.id} of ${formatPence(grant.amount)}`;
  await changeSetAside(tx, {
    fundId: grant.fundId,
    organisationCode: grant.organisationCode,
    awardId: grant.id,
    by: pence(grant.returned - grant.amount),
    reason: `${text}: ${input.reason}`,
    basis: `What stays after award ${grant.id} was ${provider ? "turned down" : "withdrawn"}`,
    actor,
    at: input.at,
    today: input.today,
  });
  for (const stream of [`grant:${grant.id}`, `fund:${grant.fundId}`] as const) {
    await recordEvent(tx, {
      stream,
      action: provider ? "grant.turned-down" : "grant.withdrawn",
      summary: text,
      actor,
      at: input.at,
      before: { state: grant.state },
      after: { state, reason: input.reason },
    });
  }
  await notifyPeople(
    tx,
    provider
      ? { organisationCode: grant.payerCode, roles: ["commercial_officer"] }
      : { organisationCode: grant.organisationCode, roles: ["procurement_lead", "approver"] },
    awardEndedEmail({
      awardId: grant.id,
      fundName: grant.fundName,
      side: provider ? "centre" : "provider",
      text: `${provider ? "The provider turned the award down" : "The award was withdrawn"}: ${input.reason}`,
    }),
  );
}
