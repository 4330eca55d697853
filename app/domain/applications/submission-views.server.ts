import { and, desc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { applicationAssessment, applicationDecider, applicationSubmission } from "~db/schema/applications";
import { user } from "~db/schema/people";
import type { Pence } from "../money/money";
import type { Assessment } from "./assessment";
import { readSnapshot, type Snapshot } from "./submitted";

export interface Submission {
  number: number;
  profileVersion: number;
  snapshot: Snapshot;
  asked: Pence;
  signatoryName: string;
  submittedAt: Date;
}

/** What was sent, newest first. */
export async function submissionsOf(q: Queryable, applicationId: string): Promise<Submission[]> {
  const rows = await q
    .select()
    .from(applicationSubmission)
    .where(eq(applicationSubmission.applicationId, applicationId))
    .orderBy(desc(applicationSubmission.number));
  return rows.map((row) => ({ ...row, snapshot: readSnapshot(row.snapshot) }));
}

/** Every assessment of these applications, in the order they were recorded. */
export async function assessmentsOf(q: Queryable, applicationIds: readonly string[]): Promise<Assessment[]> {
  if (applicationIds.length === 0) return [];
  return q
    .select({
      applicationId: applicationAssessment.applicationId,
      submission: applicationAssessment.submission,
      assessorId: applicationAssessment.assessorId,
      assessorName: user.name,
      conflict: applicationAssessment.conflict,
      declaration: applicationAssessment.declaration,
      scores: applicationAssessment.scores,
      recordedAt: applicationAssessment.recordedAt,
    })
    .from(applicationAssessment)
    .innerJoin(user, eq(user.id, applicationAssessment.assessorId))
    .where(isAnyOf(applicationAssessment.applicationId, [...applicationIds]))
    .orderBy(applicationAssessment.recordedAt);
}

/** Whether a person has taken on the decision about a submission. */
export async function decides(
  q: Queryable,
  applicationId: string,
  submission: number,
  userId: string,
): Promise<boolean> {
  const [row] = await q
    .select({ userId: applicationDecider.userId })
    .from(applicationDecider)
    .where(
      and(
        eq(applicationDecider.applicationId, applicationId),
        eq(applicationDecider.submission, submission),
        eq(applicationDecider.userId, userId),
      ),
    );
  return row !== undefined;
}
