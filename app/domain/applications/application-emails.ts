import { formatPence } from "../money/format";
import type { Pence } from "../money/money";
import { formatDay, type Day } from "../shared/day";
import type { MailLink, Message } from "../shared/mail";
import type { Assessment } from "./assessment";
import { scoreText, type Criterion } from "./scoring";

/* The e-mails about an application; what binds is on the page. */

interface About {
  id: string;
  fundName: string;
  organisationName: string;
  needTitle: string;
}

const awardLink = (about: { awardId: string; side: "provider" | "centre" }): MailLink => ({
  label: "The award and its memorandum",
  path: `/${about.side === "provider" ? "buying" : "commercial"}/awards/${about.awardId}`,
});

/** To the applicant: the application was sent, for how much (pence), and what happens next. */
export function sentEmail(about: About & { asked: Pence }): Message {
  return {
    kind: "application-sent",
    subject: `Application ${about.id} was sent`,
    body: [
      `Your application for ${formatPence(about.asked)} from ${about.fundName}, for ${about.needTitle}, was sent.`,
      "It is assessed by at least two people. You get an e-mail when it is decided, or when more is needed to know.",
      { label: "Your application", path: `/buying/applications/${about.id}` },
    ],
  };
}

/** To the assessors: an application for so much (pence) waits for them. */
export function toAssessEmail(about: About & { asked: Pence }): Message {
  return {
    kind: "application-to-assess",
    subject: `Application ${about.id} is to be assessed`,
    body: [
      `${about.organisationName} applied for ${formatPence(about.asked)} from ${about.fundName}, for ${about.needTitle}.`,
      { label: "Assess it", path: `/commercial/applications/${about.id}` },
    ],
  };
}

/** To the applicant: returned with a reason, and the last London day to send it again. */
export function returnedEmail(about: About & { reason: string; lastDay: Day }): Message {
  return {
    kind: "application-returned",
    subject: `Application ${about.id} needs more information`,
    body: [
      `Your application to ${about.fundName} was returned to you: ${about.reason}`,
      `Everything you filled in is kept. Change what is needed and send it again by ${formatDay(about.lastDay)}.`,
      { label: "Your application", path: `/buying/applications/${about.id}` },
    ],
  };
}

/** To the applicant: an award of so much (pence) is offered, and who signs for it. */
export function awardedEmail(about: About & { awardId: string; amount: Pence }): Message {
  return {
    kind: "application-awarded",
    subject: `${about.id}: you are offered ${formatPence(about.amount)}`,
    body: [
      `${about.fundName} offers you ${formatPence(about.amount)} for ${about.needTitle}, as award ${about.awardId}.`,
      "The award takes effect when both sides have signed its memorandum. A budget approver of your organisation signs for you.",
      awardLink({ ...about, side: "provider" }),
    ],
  };
}

/** Why an application was declined: the decision's reason, and every score with its reason, without names. */
export function declinedEmail(
  about: About & { reason: string; criteria: readonly Criterion[]; assessments: readonly Assessment[] },
): Message {
  return {
    kind: "application-declined",
    subject: `Application ${about.id} was declined`,
    body: [
      `Your application to ${about.fundName} for ${about.needTitle} was declined: ${about.reason}`,
      ...feedbackOf(about.criteria, about.assessments).map(
        ({ title, weight, lines }) => `${title} (${weight} of 100)\n${lines.join("\n")}`,
      ),
      "You can apply again with the same profile, to this fund while it is open or to another one.",
      { label: "Your application", path: `/buying/applications/${about.id}` },
    ],
  };
}

/**
 * The scores by criterion, each assessor by number as an applicant reads them: "Assessor 1 gave 3 of 5: ...". With
 * `nameOf` by name, for the centre, which sees them by name elsewhere: "Nadia Rahman gave 3 of 5: ...".
 */
export function feedbackOf<Scored extends Pick<Assessment, "conflict" | "scores">>(
  criteria: readonly Criterion[],
  assessments: readonly Scored[],
  nameOf: (assessment: Scored, index: number) => string = (_, index) => `Assessor ${index + 1}`,
): { id: string; title: string; weight: number; lines: string[] }[] {
  const scored = assessments.filter(({ conflict }) => !conflict);
  return criteria.map(({ id, title, weight }) => ({
    id,
    title,
    weight,
    lines: scored.flatMap((one, index) => {
      const found = one.scores.find(({ criterion }) => criterion === id);
      return found ? [`${nameOf(one, index)} gave ${found.score} of 5: ${found.reason}`] : [];
    }),
  }));
}

/** To the side that has not signed a memorandum yet: the other one has. */
export function signEmail(about: {
  awardId: string;
  fundName: string;
  side: "provider" | "centre";
}): Message {
  return {
    kind: "memorandum-to-sign",
    subject: `The memorandum of award ${about.awardId} waits for your signature`,
    body: [
      `The other side has signed the memorandum of award ${about.awardId} from ${about.fundName}. It takes effect when you sign.`,
      awardLink(about),
    ],
  };
}

/** To the provider: both sides have signed, and so much (pence) is set aside. */
export function inForceEmail(about: { awardId: string; fundName: string; amount: Pence }): Message {
  return {
    kind: "award-in-force",
    subject: `Award ${about.awardId} is in force`,
    body: [
      `Both sides have signed. ${formatPence(about.amount)} of ${about.fundName} is set aside for you.`,
      awardLink({ ...about, side: "provider" }),
    ],
  };
}

/** To either side: an award was changed, given back or withdrawn, in the words of `text`. */
export function awardEndedEmail(about: {
  awardId: string;
  fundName: string;
  side: "provider" | "centre";
  text: string;
}): Message {
  return {
    kind: "award-changed",
    subject: `Award ${about.awardId} from ${about.fundName} has changed`,
    body: [about.text, awardLink(about)],
  };
}

/** "3.85 of 5", from hundredths of a point. */
export function outOfFive(hundredths: number): string {
  return `${scoreText(hundredths)} of 5`;
}
