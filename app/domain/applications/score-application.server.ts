import type { Tx } from "~db";
import { applicationAssessment } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import { requireNextState } from "../shared/state-table";
import { noSuchApplication, requireAssessor } from "./applicant";
import { APPLICATION_STATES, APPLICATION_WORDS } from "./application";
import { lockApplication } from "./lock-application.server";
import { wrongScores, type Score } from "./scoring";
import { whyNotScore } from "./assessment";
import { decides, submissionsOf } from "./submission-views.server";

/**
 * Records one assessor's scores of what was sent last, or that the assessor has a conflict of interest. Once
 * for each assessor, and for good: nobody changes a score after seeing the others'. Throws Problem
 * rule-broken `scores-incomplete` and `two-people`, conflict `scored-already` and `wrong-state`, not-found
 * `no-such-application`, not-allowed `assessor-only`.
 */
export async function scoreApplication(
  tx: Tx,
  input: {
    actor: Actor;
    at: Date;
    applicationId: string;
    conflict: boolean;
    declaration: string;
    scores: readonly Score[];
  },
): Promise<void> {
  const actor = requireAssessor(input.actor);
  const row = await lockApplication(tx, { ...input, organisationCode: null });
  if (row.state === "draft") throw noSuchApplication();
  requireNextState(APPLICATION_STATES, APPLICATION_WORDS, row.state, "score");
  const [sent] = await submissionsOf(tx, row.id);
  if (!input.conflict && (await decides(tx, row.id, sent!.number, actor.userId))) {
    throw new Problem("rule-broken", "two-people", {
      title: whyNotScore(null, true),
      detail: "Whoever decides about money is not one of those who scored the application.",
      rule: "Two-person rule",
    });
  }
  const scores = input.conflict ? [] : input.scores.map((score) => ({ ...score }));
  const [wrong] = input.conflict ? [] : Object.values(wrongScores(sent!.snapshot.criteria, scores));
  if (wrong) throw new Problem("rule-broken", "scores-incomplete", wrong);
  const [made] = await tx
    .insert(applicationAssessment)
    .values({
      applicationId: row.id,
      submission: sent!.number,
      assessorId: actor.userId,
      conflict: input.conflict,
      declaration: input.declaration,
      scores,
      recordedAt: input.at,
    })
    .onConflictDoNothing()
    .returning({ id: applicationAssessment.id });
  if (!made) {
    throw new Problem("conflict", "scored-already", {
      title: "You have recorded your assessment of this application already.",
      detail: "An assessment is recorded once, so that nobody changes it after seeing the others’.",
    });
  }
  await recordEvent(tx, {
    stream: `application:${row.id}`,
    action: input.conflict ? "application.conflict-declared" : "application.scored",
    summary: input.conflict
      ? `Declared a conflict of interest with application ${row.id}`
      : `Scored application ${row.id}`,
    actor,
    at: input.at,
    after: { submission: sent!.number, scores, declaration: input.declaration },
  });
}
