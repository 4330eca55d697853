import { daysBetween, formatDay, type Day } from "~/domain/shared/day";
import type { MailBlock, Message } from "~/domain/shared/mail";
import { asSentence, listed } from "~/domain/shared/sentence";
import type { DueNotice } from "./notice";

/* What people are e-mailed before the last day to comply with a version; the words are all here. */

export interface NoticeFacts {
  standardId: string;
  title: string;
  version: string;
  complyBy: Day;
  on: Day;
  due: DueNotice;
}

const MOST_NAMED = 10;

/** "A, B and 3 more". */
function named(names: readonly string[]): string {
  if (names.length <= MOST_NAMED) return listed(names);
  return listed([...names.slice(0, MOST_NAMED), `${names.length - MOST_NAMED} more`]);
}

function opening({ title, version, complyBy, on, due }: NoticeFacts): MailBlock[] {
  const left = daysBetween(on, complyBy);
  const days = left === 0 ? "That is today." : left === 1 ? "That is tomorrow." : `That is in ${left} days.`;
  return [
    `Version ${version} of ${title} must be met by ${formatDay(complyBy)}. ${days} Certificates of earlier versions do not count from the day after.`,
    ...(due.late ? [`This notice was due on ${formatDay(due.dueOn)} and comes late. We are sorry.`] : []),
  ];
}

const subject = ({ title, version, complyBy }: NoticeFacts) =>
  `${title}, version ${version}: to be met by ${formatDay(complyBy)}`;

/** To a supplier, which of its products need the new version. */
export function supplierNotice(of: NoticeFacts & { products: readonly string[] }): Message {
  return {
    kind: "standard-notice",
    subject: subject(of),
    body: [
      ...opening(of),
      `Without a certificate of version ${of.version} these cannot be bought from the day after: ${named(of.products)}.`,
      { label: "Claim the new version", path: `/supplying/certification/claim?standard=${of.standardId}` },
      { label: "See what changed", path: `/standards/${of.standardId}` },
    ],
  };
}

/** To a buyer, which of its contracts rest on products that do not meet the new version yet. */
export function buyerNotice(
  of: NoticeFacts & { contracts: readonly { orderId: string; title: string; solutionName: string }[] },
): Message {
  const names = of.contracts.map((one) => `${one.orderId} (${one.title}, ${one.solutionName})`);
  return {
    kind: "standard-notice",
    subject: subject(of),
    body: [
      ...opening(of),
      `Your contracts that rest on products without a certificate of version ${of.version}: ${named(names)}.`,
      "Nothing changes today. Their suppliers are asked to claim the new version. Ask them when it will be met.",
      { label: "See what changed", path: `/standards/${of.standardId}` },
    ],
  };
}

export interface AtOnceFacts {
  standardId: string;
  title: string;
  /** What is new, or why it ends, in the officer's words. */
  why: string;
  /** Its products, or its contracts. */
  names: readonly string[];
}

/** To a supplier or a buyer, on the day on which the end of a standard is published: no other notice follows. */
export function endNotice(of: AtOnceFacts & { lastDay: Day }): Message {
  return {
    kind: "standard-ends",
    subject: `${of.title} ends on ${formatDay(of.lastDay)}`,
    body: [
      asSentence(
        `The last day of the standard ${of.title} is ${formatDay(of.lastDay)}. From the day after nobody has to meet it. Why it ends: ${of.why}`,
      ),
      `It is mandatory today for: ${named(of.names)}.`,
      { label: "See the standard", path: `/standards/${of.standardId}` },
    ],
  };
}

/** To a supplier or a buyer, on the day on which a version without a last day to comply is published that stops their products. */
export function stopNotice(of: AtOnceFacts & { version: string; from: Day }): Message {
  return {
    kind: "standard-stops",
    subject: `${of.title}, version ${of.version}: what cannot be bought from ${formatDay(of.from)}`,
    body: [
      asSentence(
        `Version ${of.version} of ${of.title} was published without time to comply. From ${formatDay(of.from)} these cannot be bought unless it is met: ${named(of.names)}`,
      ),
      { label: "See what changed", path: `/standards/${of.standardId}` },
    ],
  };
}
