import type { Tx } from "~db";
import { applicationDecider } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import { noSuchApplication, requireOfficer } from "./applicant";
import { whyNotTake } from "./assessment";
import { lockApplication } from "./lock-application.server";
import { assessmentsOf, submissionsOf } from "./submission-views.server";

/**
 * Takes on the decision about what was sent last: from now on this officer sees the scores and does not score it. Once is
 * enough. Throws Problem rule-broken `two-people` for somebody who assessed it, not-found `no-such-application`, not-allowed
 * `commercial-officer-only`.
 */
export async function takeDecision(
  tx: Tx,
  input: { actor: Actor; at: Date; applicationId: string },
): Promise<void> {
  const actor = requireOfficer(input.actor);
  const row = await lockApplication(tx, { ...input, organisationCode: null });
  const [sent] = await submissionsOf(tx, row.id);
  if (row.state === "draft" || !sent) throw noSuchApplication();
  const why = whyNotTake(await assessmentsOf(tx, [row.id]), sent.number, actor.userId);
  if (why) {
    throw new Problem("rule-broken", "two-people", {
      title: why,
      detail: "Whoever decides about money is not one of those who scored the application.",
      rule: "Two-person rule",
    });
  }
  const [taken] = await tx
    .insert(applicationDecider)
    .values({ applicationId: row.id, submission: sent.number, userId: actor.userId, takenAt: input.at })
    .onConflictDoNothing()
    .returning({ userId: applicationDecider.userId });
  if (!taken) return;
  await recordEvent(tx, {
    stream: `application:${row.id}`,
    action: "application.decision-taken-on",
    summary: `Took on the decision about application ${row.id}`,
    actor,
    at: input.at,
    after: { submission: sent.number },
  });
}
