import { asSentence } from "~/domain/shared/sentence";
import { formatDay, type Day } from "~/domain/shared/day";
import type { MailBlock, Message } from "~/domain/shared/mail";
import type { ClaimDecision } from "../claims/claim";

/* What an e-mail to a supplier says; the words of certification are all here. */

const WORK_PLACE = "/supplying/certification";

const email = (kind: string, subject: string, ...body: MailBlock[]): Message => ({ kind, subject, body });

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
export function decisionEmail(of: DecisionFacts): Message {
  const thing = `${of.standardTitle} for ${of.holderName}`;
  if (of.certificateNumber !== null) {
    const until = of.validTo === null ? "It has no end date." : `It counts until ${formatDay(of.validTo)}.`;
    const conditions = of.conditions.map(
      ({ text, dueOn }) =>
        `On condition, by ${formatDay(dueOn)}: ${asSentence(text)} Without it the certificate stops counting the day after.`,
    );
    return email(
      "claim-approved",
      `${conditions.length > 0 ? "Approved with conditions" : "Approved"}: ${thing}`,
      `Your claim was approved. Certificate ${of.certificateNumber} counts from now. ${until}`,
      ...conditions,
      { label: "Anybody can check it", path: `/certificates/${of.certificateNumber}` },
    );
  }
  if (of.decision === "return") {
    return email(
      "claim-returned",
      `Correct your claim: ${thing}`,
      `The assessor returned your claim for correction: ${of.reason}`,
      { label: "Correct it and send it again", path: `${WORK_PLACE}/claims/${of.claimId}` },
    );
  }
  return email(
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

/** What an event does to what depends on the certificate: from now, or from a day to come. */
const STATUS_WORDS = {
  suspended: {
    subject: "Suspended",
    now: "What depends on it cannot be bought for now.",
    ahead: (from: string) => `From ${from} what depends on it cannot be bought, until it is reinstated.`,
    next: "Put it right and send new evidence",
  },
  withdrawn: {
    subject: "Withdrawn",
    now: "It does not come back, and what depends on it cannot be bought.",
    ahead: (from: string) => `From ${from} what depends on it cannot be bought. It does not come back.`,
    next: "Make a new claim",
  },
  reinstated: {
    subject: "Reinstated",
    now: "It counts again.",
    ahead: (from: string) => `It counts again from ${from}.`,
    next: "Your certificates",
  },
} as const;

/** A certificate was suspended, withdrawn or reinstated, or will be on a day to come. */
export function statusEmail(
  of: CertificateName & {
    kind: keyof typeof STATUS_WORDS;
    reason: string;
    /** "was suspended on 1 December 2026", as `eventWords` says it. */
    happened: string;
    /** The first day of it. */
    on: Day;
    today: Day;
  },
): Message {
  const { subject, now, ahead, next } = STATUS_WORDS[of.kind];
  const thing = `${of.standardTitle} for ${of.holderName}`;
  const coming = of.on > of.today;
  return email(
    `certificate-${of.kind}`,
    `${subject}${coming ? ` from ${formatDay(of.on)}` : ""}: ${thing}`,
    `Certificate ${of.number} ${of.happened}. The reason: ${of.reason}`,
    coming ? ahead(formatDay(of.on)) : now,
    { label: next, path: WORK_PLACE },
  );
}

/** A certificate ends soon, or ended. */
export function expiryEmail(of: CertificateName & { standardId: string; validTo: Day; on: Day }): Message {
  const thing = `${of.standardTitle} for ${of.holderName}`;
  const ended = of.validTo < of.on;
  const facts = ended
    ? `Certificate ${of.number} ended on ${formatDay(of.validTo)}. Solutions that need it cannot be bought until you have a new one.`
    : `Certificate ${of.number} ends on ${formatDay(of.validTo)}. Solutions that need it cannot be bought from the day after.`;
  return email(
    ended ? "certificate-expired" : "certificate-expiring",
    ended ? `Expired: ${thing}` : `Ends on ${formatDay(of.validTo)}: ${thing}`,
    facts,
    { label: "Claim it again", path: `${WORK_PLACE}/claim?standard=${of.standardId}` },
  );
}
