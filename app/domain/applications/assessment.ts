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

/**
 * The mean of those who scored one submission, in hundredths of a point (500 at most); null
 * while nobody has.
 */
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

/**
 * Why a person who did not find the form of scores does not find it: that they decide, what they recorded themselves, or
 * the state.
 */
export function whyNotScore(own: Pick<Recorded, "conflict"> | null, decides: boolean): string {
  if (decides && own === null)
    return "You have taken on the decision about this application and seen its scores, so you do not score it.";
  if (own === null) return "This application is not being assessed.";
  return own.conflict
    ? "You declared a conflict of interest with this application. You neither score nor decide it."
    : "You have recorded your assessment. It cannot be changed.";
}

/** Why this person cannot take on the decision about a submission; null when they can: whoever scored it does not. */
export function whyNotTake(
  assessments: readonly Recorded[],
  submission: number,
  userId: string,
): string | null {
  const own = assessments.find((one) => one.submission === submission && one.assessorId === userId);
  if (own === undefined) return null;
  return own.conflict
    ? "You declared a conflict of interest with this application. Somebody else has to decide."
    : "You scored this application, so another commercial officer decides about it.";
}

/** Why this person cannot decide about a submission yet, in a sentence; null when they can. Two people at least. */
export function whyNotDecide(
  assessments: readonly Recorded[],
  submission: number,
  userId: string,
): string | null {
  const current = assessments.filter((one) => one.submission === submission);
  const own = whyNotTake(assessments, submission, userId);
  if (own) return own;
  if (current.some((one) => !one.conflict && one.assessorId !== userId)) return null;
  return "Somebody other than you has to score this application before you decide about it.";
}
