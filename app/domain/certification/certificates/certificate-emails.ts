import { asSentence } from "~/domain/shared/sentence";
import { formatDay, type Day } from "~/domain/shared/day";
import type { MailBlock, Message } from "~/domain/shared/mail";
import type { ClaimDecision } from "./claim";

/* What an e-mail to a supplier says; the words of certification are all here. */

const WORK_PLACE = "/supplying/certification";

const letter = (kind: string, subject: string, ...body: MailBlock[]): Message => ({ kind, subject, body });

export interface DecisionFacts {
  decision: ClaimDecision;
  claimId: string;
  standardTitle: string;
  holderName: string;
  reason: string;
  certificateNumber: string | null;
  validTo: Day | null;
  conditions: readonly { text: string; dueOn: Day }[];
}

/** The decision on a claim, with what the supplier does next. */
export function decisionLetter(of: DecisionFacts): Message {
  const thing = `${of.standardTitle} for ${of.holderName}`;
  if (of.certificateNumber !== null) {
    const until = of.validTo === null ? "It has no end date." : `It counts until ${formatDay(of.validTo)}.`;
    const conditions = of.conditions.map(
      ({ text, dueOn }) =>
        `On condition, by ${formatDay(dueOn)}: ${asSentence(text)} Without it the certificate stops counting the day after.`,
    );
    return letter(
      "claim-approved",
      `${conditions.length > 0 ? "Approved with conditions" : "Approved"}: ${thing}`,
      `Your claim was approved. Certificate ${of.certificateNumber} counts from now. ${until}`,
      ...conditions,
      { label: "Anybody can check it", path: `/certificates/${of.certificateNumber}` },
    );
  }
  if (of.decision === "return") {
    return letter(
      "claim-returned",
      `Correct your claim: ${thing}`,
      `The assessor returned your claim for correction: ${of.reason}`,
      { label: "Correct it and send it again", path: `${WORK_PLACE}/claims/${of.claimId}` },
    );
  }
  return letter(
    "claim-rejected",
    `Rejected: ${thing}`,
    `The assessor rejected your claim: ${of.reason}`,
    "This claim is closed.",
    { label: "You can make a new one with other evidence", path: WORK_PLACE },
  );
}

interface CertificateName {
  number: string;
  standardTitle: string;
  holderName: string;
}

const STANDING_WORDS = {
  suspended: {
    subject: "Suspended",
    effect: "What depends on it cannot be bought for now.",
    next: "Put it right and send new evidence",
  },
  withdrawn: {
    subject: "Withdrawn",
    effect: "It does not come back, and what depends on it cannot be bought.",
    next: "Make a new claim",
  },
  reinstated: { subject: "Reinstated", effect: "It counts again.", next: "Your certificates" },
} as const;

/** A certificate was suspended, withdrawn or reinstated. */
export function standingLetter(
  of: CertificateName & { kind: keyof typeof STANDING_WORDS; reason: string; on: Day },
): Message {
  const { subject, effect, next } = STANDING_WORDS[of.kind];
  const thing = `${of.standardTitle} for ${of.holderName}`;
  return letter(
    `certificate-${of.kind}`,
    `${subject}: ${thing}`,
    `Certificate ${of.number} was ${of.kind} on ${formatDay(of.on)}. The reason: ${of.reason}`,
    effect,
    { label: next, path: WORK_PLACE },
  );
}

/** A certificate ends soon, or ended. */
export function expiryLetter(of: CertificateName & { standardId: string; validTo: Day; on: Day }): Message {
  const thing = `${of.standardTitle} for ${of.holderName}`;
  const ended = of.validTo < of.on;
  const facts = ended
    ? `Certificate ${of.number} ended on ${formatDay(of.validTo)}. Solutions that need it cannot be bought until you have a new one.`
    : `Certificate ${of.number} ends on ${formatDay(of.validTo)}. Solutions that need it cannot be bought from the day after.`;
  return letter(
    ended ? "certificate-expired" : "certificate-expiring",
    ended ? `Expired: ${thing}` : `Ends on ${formatDay(of.validTo)}: ${thing}`,
    facts,
    { label: "Claim it again", path: `${WORK_PLACE}/claim?standard=${of.standardId}` },
  );
}
