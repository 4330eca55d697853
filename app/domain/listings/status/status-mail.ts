import { formatDay, type Day } from "~/domain/shared/day";
import { asSentence } from "~/domain/shared/sentence";
import type { MailBlock, Message } from "~/domain/shared/mail";
import { endedPath } from "../review/ended-review";
import type { DependentOrder, ListingDependents } from "./dependents";
import { outlasting, type ListingStatusAction } from "./listing-status";

/** What happened to a listing, for the mails about it. */
export interface StatusNews {
  action: ListingStatusAction;
  solution: { id: string; name: string };
  /** The organisation that did it. */
  by: string;
  on: Day;
  reason: string;
  supportEndsOn: Day | null;
  /** The change of it that was open, and is closed with it. */
  closed: ClosedChange | null;
}

/** A change that was closed because its solution was withdrawn; reviewed: the centre had it. */
export interface ClosedChange {
  id: string;
  reviewed: boolean;
}

const DONE = { suspend: "suspended", reinstate: "reinstated", withdraw: "withdrawn" } as const;

const EFFECTS: Record<ListingStatusAction, string> = {
  suspend: "It cannot be ordered until it is reinstated. Contracts that run are not touched by it.",
  reinstate: "It can be ordered again.",
  withdraw:
    "It does not come back, and cannot be ordered any more. Contracts that run are not touched by it.",
};

/** The subject and the first sentences, the same for everybody. */
function opening({ action, solution, by, on, reason, supportEndsOn }: StatusNews) {
  const body: MailBlock[] = [
    `${solution.name} was ${DONE[action]} by ${by} on ${formatDay(on)}. The reason: ${asSentence(reason)}`,
    EFFECTS[action],
  ];
  if (supportEndsOn) body.push(`It is supported until ${formatDay(supportEndsOn)}.`);
  return { subject: `${solution.name} is ${DONE[action]}`, body };
}

/** What the people of the supplier are told, or the centre's officers where the supplier did it. */
export function statusEmail(news: StatusNews, page: `/${string}`, reader: "supplier" | "centre"): Message {
  const { subject, body } = opening(news);
  return {
    kind: `listing-${DONE[news.action]}`,
    subject,
    body: [...body, ...closedBlocks(news, reader), { label: "See the listing", path: page }],
  };
}

/** What became of the change that was open: its supplier's own words, or the review that falls away. */
function closedBlocks({ closed }: StatusNews, reader: "supplier" | "centre"): MailBlock[] {
  if (!closed) return [];
  if (reader === "supplier")
    return [`The edit ${closed.id}, which was not decided, is closed with it. What it said stays on record.`];
  if (!closed.reviewed) return [];
  return [
    `The review of its edit ${closed.id} falls away: there is nothing left to decide.`,
    { label: `What happened to ${closed.id}`, path: endedPath(closed.id) },
  ];
}

const links = (rows: readonly { id: string; title: string }[]): MailBlock[] =>
  rows.map(({ id, title }) => ({ label: `${title} (${id})`, path: `/buying/orders/${id}` }));

function contracts(news: StatusNews, live: readonly DependentOrder[]): MailBlock[] {
  if (live.length === 0) return [];
  const longer = outlasting(live, news.supportEndsOn);
  const others = live.filter((one) => !longer.includes(one));
  return [
    ...(longer.length > 0
      ? [
          "These contracts of yours run longer than it is supported. Agree with the supplier what follows:",
          ...links(longer),
        ]
      : []),
    ...(others.length > 0 ? ["Your contracts of it:", ...links(others)] : []),
  ];
}

/** What the leads of one buyer are told, with its own contracts, orders on their way and shortlists. */
export function buyerStatusEmail(news: StatusNews, own: ListingDependents): Message {
  const { subject, body } = opening(news);
  const sale = news.action === "reinstate";
  if (own.live.length > 0) body.push(...contracts(news, own.live));
  if (own.drafts.length > 0) {
    body.push(
      sale ? "These orders can be placed again:" : "These orders are not live yet, and cannot be placed now:",
      ...links(own.drafts),
    );
  }
  if (own.shortlists.length > 0) {
    body.push(
      "Shortlists with it:",
      ...own.shortlists.map(({ id, name }): MailBlock => ({
        label: `${name} (${id})`,
        path: `/buying/shortlists/${id}`,
      })),
    );
  }
  return { kind: `buyer-listing-${DONE[news.action]}`, subject, body };
}
