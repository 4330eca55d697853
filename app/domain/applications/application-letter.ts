import { formatPence } from "../money/format";
import type { Pence } from "../money/money";
import { formatDay, type Day } from "../shared/day";
import type { Assessment } from "./assessment";
import { scoreText, type Criterion } from "./scoring";

/** The e-mails about an application. Links stand on a line of their own; what binds is on the page. */
export interface Letter {
  kind: string;
  subject: string;
  body: string;
}

interface About {
  id: string;
  fundName: string;
  organisationName: string;
  needTitle: string;
}

const paragraphs = (...lines: string[]) => lines.filter(Boolean).join("\n\n");

export function sentLetter(about: About & { asked: Pence }): Letter {
  return {
    kind: "application-sent",
    subject: `Application ${about.id} was sent`,
    body: paragraphs(
      `Your application for ${formatPence(about.asked)} from ${about.fundName}, for ${about.needTitle}, was sent.`,
      "It is assessed by at least two people. You get an e-mail when it is decided, or when more is needed to know.",
      `/buying/applications/${about.id}`,
    ),
  };
}

export function toAssessLetter(about: About & { asked: Pence }): Letter {
  return {
    kind: "application-to-assess",
    subject: `Application ${about.id} is to be assessed`,
    body: paragraphs(
      `${about.organisationName} applied for ${formatPence(about.asked)} from ${about.fundName}, for ${about.needTitle}.`,
      `/commercial/applications/${about.id}`,
    ),
  };
}

export function returnedLetter(about: About & { reason: string; lastDay: Day }): Letter {
  return {
    kind: "application-returned",
    subject: `Application ${about.id} needs more information`,
    body: paragraphs(
      `Your application to ${about.fundName} was returned to you: ${about.reason}`,
      `Everything you filled in is kept. Change what is needed and send it again by ${formatDay(about.lastDay)}.`,
      `/buying/applications/${about.id}`,
    ),
  };
}

export function awardedLetter(about: About & { awardId: string; amount: Pence }): Letter {
  return {
    kind: "application-awarded",
    subject: `${about.id}: you are offered ${formatPence(about.amount)}`,
    body: paragraphs(
      `${about.fundName} offers you ${formatPence(about.amount)} for ${about.needTitle}, as award ${about.awardId}.`,
      "The award takes effect when both sides have signed its memorandum. A budget approver of your organisation signs for you.",
      `/buying/awards/${about.awardId}`,
    ),
  };
}

/** Why an application was declined: the decision's reason, and every score with its reason, without names. */
export function declinedLetter(
  about: About & { reason: string; criteria: readonly Criterion[]; assessments: readonly Assessment[] },
): Letter {
  return {
    kind: "application-declined",
    subject: `Application ${about.id} was declined`,
    body: paragraphs(
      `Your application to ${about.fundName} for ${about.needTitle} was declined: ${about.reason}`,
      ...feedbackOf(about.criteria, about.assessments).map(
        ({ title, weight, lines }) => `${title} (${weight} of 100)\n${lines.join("\n")}`,
      ),
      "You can apply again with the same profile, to this fund while it is open or to another one.",
      `/buying/applications/${about.id}`,
    ),
  };
}

/** The scores by criterion, each assessor by number: "Assessor 1 gave 3 of 5: ...". */
export function feedbackOf(
  criteria: readonly Criterion[],
  assessments: readonly Pick<Assessment, "conflict" | "scores">[],
): { id: string; title: string; weight: number; lines: string[] }[] {
  const scored = assessments.filter(({ conflict }) => !conflict);
  return criteria.map(({ id, title, weight }) => ({
    id,
    title,
    weight,
    lines: scored.flatMap(({ scores }, index) => {
      const found = scores.find(({ criterion }) => criterion === id);
      return found ? [`Assessor ${index + 1} gave ${found.score} of 5: ${found.reason}`] : [];
    }),
  }));
}

export function signLetter(about: {
  awardId: string;
  fundName: string;
  side: "provider" | "centre";
}): Letter {
  const base = about.side === "provider" ? "/buying/awards" : "/commercial/awards";
  return {
    kind: "memorandum-to-sign",
    subject: `The memorandum of award ${about.awardId} waits for your signature`,
    body: paragraphs(
      `The other side has signed the memorandum of award ${about.awardId} from ${about.fundName}. It takes effect when you sign.`,
      `${base}/${about.awardId}`,
    ),
  };
}

export function inForceLetter(about: { awardId: string; fundName: string; amount: Pence }): Letter {
  return {
    kind: "award-in-force",
    subject: `Award ${about.awardId} is in force`,
    body: paragraphs(
      `Both sides have signed. ${formatPence(about.amount)} of ${about.fundName} is set aside for you.`,
      `/buying/awards/${about.awardId}`,
    ),
  };
}

export function awardEndedLetter(about: {
  awardId: string;
  fundName: string;
  side: "provider" | "centre";
  text: string;
}): Letter {
  const base = about.side === "provider" ? "/buying/awards" : "/commercial/awards";
  return {
    kind: "award-changed",
    subject: `Award ${about.awardId} from ${about.fundName} has changed`,
    body: paragraphs(about.text, `${base}/${about.awardId}`),
  };
}

/** "3.85 of 5" */
export function outOfFive(hundredths: number): string {
  return `${scoreText(hundredths)} of 5`;
}
