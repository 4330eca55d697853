import { meanScore, weightedScore, type Criterion, type Score } from "./scoring";

/** What one assessor recorded about one submission. */
export interface Assessment {
  applicationId: string;
  submission: number;
  assessorId: string;
  assessorName: string;
  conflict: boolean;
  declaration: string;
  scores: Score[];
  recordedAt: Date;
}

type Recorded = Pick<Assessment, "submission" | "assessorId" | "conflict" | "scores">;

/** The mean of those who scored one submission, in hundredths; null while nobody has. */
export function meanOf(
  assessments: readonly Recorded[],
  submission: number,
  criteria: readonly Criterion[],
): number | null {
  return meanScore(
    assessments
      .filter((one) => one.submission === submission && !one.conflict)
      .map((one) => weightedScore(criteria, one.scores)),
  );
}

/** Why this person cannot decide about a submission yet, in a sentence; null when they can. Two people at least. */
export function whyNotDecide(
  assessments: readonly Recorded[],
  submission: number,
  userId: string,
): string | null {
  const current = assessments.filter((one) => one.submission === submission);
  if (current.some((one) => one.conflict && one.assessorId === userId))
    return "You declared a conflict of interest with this application. Somebody else has to decide.";
  if (current.some((one) => !one.conflict && one.assessorId !== userId)) return null;
  return "Somebody other than you has to score this application before you decide about it.";
}
