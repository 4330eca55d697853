import { formatDay, type Day } from "~/domain/shared/day";
import type { MailBlock, Message } from "~/domain/shared/mail";

export type CertificateNews = "suspended" | "withdrawn" | "expired" | "reinstated";

const EFFECTS: Record<CertificateNews, string> = {
  suspended: "What depends on it cannot be bought for now.",
  withdrawn: "It does not come back: the supplier has to claim again.",
  expired: "What depends on it cannot be bought until the supplier has a new one.",
  reinstated: "It counts again, and what depends on it can be bought again.",
};

/** The same of an event of a day to come; an end by its date never is. */
const COMING: Record<Exclude<CertificateNews, "expired">, (from: string) => string> = {
  suspended: (from) => `From ${from} what depends on it cannot be bought, until it is reinstated.`,
  withdrawn: (from) =>
    `From ${from} what depends on it cannot be bought: it does not come back, and the supplier has to claim again.`,
  reinstated: (from) => `From ${from} it counts again, and what depends on it can be bought again.`,
};

interface Named {
  id: string;
  title: string;
}

/** What a buyer is told when a certificate that its contracts, orders or shortlists rest on stopped counting, or counts again. */
export function buyerEmail(of: {
  news: CertificateNews;
  number: string;
  standardTitle: string;
  holderName: string;
  /** "was suspended on 1 December 2026". */
  happened: string;
  /** The first day of it, where that lies ahead. */
  comingOn: Day | null;
  reason: string | null;
  /** Which of these orders another certificate of the same standard speaks for by now; it may count or not. */
  covered?: readonly string[];
  live: readonly Named[];
  drafts: readonly Named[];
  shortlists: readonly { id: string; name: string }[];
}): Message {
  const { news, number, happened, comingOn, reason } = of;
  const word = news.charAt(0).toUpperCase() + news.slice(1);
  const lost = news !== "reinstated";
  const covered = (one: Named) => of.covered?.includes(one.id) ?? false;
  const live = of.live.filter((one) => !covered(one));
  const drafts = of.drafts.filter((one) => !covered(one));
  const body: MailBlock[] = [
    `Certificate ${number}, ${of.standardTitle} for ${of.holderName}, ${happened}.${reason ? ` The reason: ${reason}` : ""}`,
    comingOn === null || news === "expired" ? EFFECTS[news] : COMING[news](formatDay(comingOn)),
  ];
  if (live.length > 0) {
    body.push(
      lost
        ? "These contracts of yours rest on it. Say for each what you decide: the task waits for you under “What needs you now”."
        : "These contracts of yours rest on it. Nothing more is asked of you about it.",
      ...live.map(({ id, title }): MailBlock => ({
        label: `${title} (${id})`,
        path: lost ? `/buying/orders/${id}/certificates/${number}` : `/buying/orders/${id}`,
      })),
    );
  }
  if (drafts.length > 0) {
    body.push(
      lost
        ? "These orders are not live yet, and cannot be placed while it does not count:"
        : "These orders can be placed again:",
      ...drafts.map(({ id, title }): MailBlock => ({
        label: `${title} (${id})`,
        path: `/buying/orders/${id}`,
      })),
    );
  }
  const others = [...of.live, ...of.drafts].filter(covered);
  if (others.length > 0) {
    body.push(
      "About these orders of yours another certificate of the same standard decides by now. Where that one does not count either, the order’s page says so:",
      ...others.map(({ id, title }): MailBlock => ({
        label: `${title} (${id})`,
        path: `/buying/orders/${id}`,
      })),
    );
  }
  if (of.shortlists.length > 0) {
    body.push(
      "Shortlists with a solution that rests on it:",
      ...of.shortlists.map(({ id, name }): MailBlock => ({
        label: `${name} (${id})`,
        path: `/buying/shortlists/${id}`,
      })),
    );
  }
  return {
    kind: `buyer-certificate-${news}`,
    subject: `${word}${comingOn === null ? "" : ` from ${formatDay(comingOn)}`}: ${of.standardTitle} for ${of.holderName}`,
    body,
  };
}
