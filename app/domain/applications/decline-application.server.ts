import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { application } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyPeople } from "../people/notify-people.server";
import { declinedEmail } from "./application-emails";
import { lockForDecision } from "./decision.server";

/**
 * Declines an application. The applicant is told why, with every score and its reason. Throws Problem
 * rule-broken `two-people`, not-found `no-such-application` and `no-such-fund`, not-allowed
 * `commercial-officer-only`, conflict `wrong-state`.
 */
export async function declineApplication(
  tx: Tx,
  input: { actor: Actor; at: Date; applicationId: string; reason: string },
): Promise<void> {
  const { actor, row, state, sent, assessments, fund } = await lockForDecision(tx, {
    ...input,
    action: "decline",
  });
  await tx
    .update(application)
    .set({ state, decidedAt: input.at, decidedBy: actor.userId, decisionReason: input.reason })
    .where(eq(application.id, row.id));
  await recordEvent(tx, {
    stream: `application:${row.id}`,
    action: "application.declined",
    summary: `Declined application ${row.id}`,
    actor,
    at: input.at,
    before: { state: row.state },
    after: { state, reason: input.reason },
  });
  const { snapshot } = sent;
  await notifyPeople(
    tx,
    { organisationCode: row.organisationCode, roles: ["procurement_lead", "approver"] },
    declinedEmail({
      id: row.id,
      fundName: fund.name,
      organisationName: snapshot.facts.name,
      needTitle: snapshot.need.title,
      reason: input.reason,
      criteria: snapshot.criteria,
      assessments,
    }),
  );
}
