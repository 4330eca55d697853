import { divideHalfAwayFromZero } from "../money/money";

/** What a fund looks at, with its weight; weights sum to 100. */
export interface Criterion {
  id: string;
  title: string;
  /** What the applicant answers. */
  question: string;
  weight: number;
}

export interface Score {
  criterion: string;
  /** 0 to 5 */
  score: number;
  reason: string;
}

export const HIGHEST_SCORE = 5;
export const WHOLE_WEIGHT = 100;

export const SCORE_WORDS = [
  "0: not answered",
  "1: poor",
  "2: weak",
  "3: acceptable",
  "4: good",
  "5: excellent",
] as const;

export const USUAL_CRITERIA: readonly Criterion[] = [
  {
    id: "strategic-fit",
    title: "Strategic fit",
    question: "How does this serve what the fund is for?",
    weight: 25,
  },
  { id: "benefits", title: "Benefits", question: "What will be better, for whom, and by when?", weight: 25 },
  {
    id: "deliverability",
    title: "Deliverability",
    question: "Who will do it, and what could go wrong?",
    weight: 20,
  },
  {
    id: "value",
    title: "Value for money",
    question: "Why is this the right way to spend the sum?",
    weight: 20,
  },
  {
    id: "sustainability",
    title: "Sustainability",
    question: "How does it go on when the money ends?",
    weight: 10,
  },
];

/** What is wrong with a fund's criteria; none when they can be used. */
export function wrongCriteria(criteria: readonly Pick<Criterion, "weight">[]): string[] {
  const total = criteria.reduce((whole, { weight }) => whole + weight, 0);
  if (total === WHOLE_WEIGHT) return [];
  return [`The weights add up to ${total}. They must add up to ${WHOLE_WEIGHT}.`];
}

/**
 * One assessor's result in hundredths of a point, exactly: weights are whole parts of a hundred, so 4 x 25 + 3 x 75 is
 * 325, which is 3.25 of 5. A criterion without a score counts as 0.
 */
export function weightedScore(criteria: readonly Criterion[], scores: readonly Score[]): number {
  return criteria.reduce(
    (total, { id, weight }) =>
      total + weight * (scores.find(({ criterion }) => criterion === id)?.score ?? 0),
    0,
  );
}

/** The mean of several results in hundredths, rounded half up once; null without any. */
export function meanScore(results: readonly number[]): number | null {
  if (results.length === 0) return null;
  const total = results.reduce((whole, result) => whole + result, 0);
  return Number(divideHalfAwayFromZero(BigInt(total), BigInt(results.length)));
}

/** "3.25" from hundredths of a point. */
export function scoreText(hundredths: number): string {
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
}

/** Characters of the reason of one score. */
export const LONGEST_SCORE_REASON = 1_500;

/** What is wrong with an assessor's scores, by criterion; empty when each has one from 0 to 5 with a reason. */
export function wrongScores(
  criteria: readonly Criterion[],
  scores: readonly Score[],
): Record<string, string> {
  const wrong: Record<string, string> = {};
  for (const { id, title } of criteria) {
    const found = scores.find(({ criterion }) => criterion === id);
    if (!found || !Number.isInteger(found.score) || found.score < 0 || found.score > HIGHEST_SCORE)
      wrong[`score-${id}`] = `Choose a score from 0 to ${HIGHEST_SCORE} for ${title.toLowerCase()}`;
    if (!found?.reason.trim())
      wrong[`reason-${id}`] = `Give the reason for the score of ${title.toLowerCase()}`;
    else if (found.reason.length > LONGEST_SCORE_REASON)
      wrong[`reason-${id}`] =
        `Keep the reason for ${title.toLowerCase()} to ${LONGEST_SCORE_REASON.toLocaleString("en-GB")} characters`;
  }
  return wrong;
}
