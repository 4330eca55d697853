import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { application } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyPeople } from "../people/notify-people.server";
import { requireNextState } from "../shared/state-table";
import { requireAssessor } from "./applicant";
import { APPLICATION_STATES, APPLICATION_WORDS, lastDayToSend } from "./application";
import { returnedEmail } from "./application-emails";
import { lockApplication } from "./lock-application.server";
import { submissionsOf } from "./submission-views.server";
import { fundWithTerms } from "./terms-views.server";

/**
 * Gives an application back for more information; its scores stay with what was sent, and a new sending is
 * scored anew. Throws Problem not-allowed `assessor-only`, not-found `no-such-application` and
 * `no-such-fund`, conflict `wrong-state`.
 */
export async function returnApplication(
  tx: Tx,
  input: { actor: Actor; at: Date; applicationId: string; reason: string },
): Promise<void> {
  const actor = requireAssessor(input.actor);
  const row = await lockApplication(tx, { ...input, organisationCode: null });
  const state = requireNextState(
    APPLICATION_STATES,
    APPLICATION_WORDS,
    row.state,
    "return_for_more_information",
  );
  await tx
    .update(application)
    .set({ state, returnedAt: input.at, returnReason: input.reason })
    .where(eq(application.id, row.id));
  await recordEvent(tx, {
    stream: `application:${row.id}`,
    action: "application.returned",
    summary: `Returned application ${row.id} for more information`,
    actor,
    at: input.at,
    before: { state: row.state },
    after: { state, reason: input.reason },
  });
  const fund = await fundWithTerms(tx, row.fundId);
  const [sent] = await submissionsOf(tx, row.id);
  await notifyPeople(
    tx,
    { organisationCode: row.organisationCode, roles: ["procurement_lead"] },
    returnedEmail({
      id: row.id,
      fundName: fund.name,
      organisationName: sent!.snapshot.facts.name,
      needTitle: sent!.snapshot.need.title,
      reason: input.reason,
      lastDay: lastDayToSend(fund.closesOn, input.at),
    }),
  );
}
