import {
  CLASS_DEMANDS,
  CLASS_WORDS,
  type ChangeClass,
} from "~/domain/certification/product-versions/product-version";
import { formatDay, type Day } from "~/domain/shared/day";
import type { MailBlock, Message } from "~/domain/shared/mail";
import { asSentence } from "~/domain/shared/sentence";
import type { ListingDependents } from "../status/dependents";
import { outlasting } from "../status/listing-status";

/** A new version, for the mails about it. */
export interface VersionNews {
  solution: { id: string; name: string };
  supplierName: string;
  version: string;
  /** The one that customers have until then. */
  former: string;
  changeClass: ChangeClass;
  changes: string;
  releasedOn: Day;
  /** Whether evidence of it is due, so that the former one stays on sale. */
  evidenceDue: boolean;
}

/** A version that is withdrawn, for the mails about it. */
export interface WithdrawnVersion {
  solution: { id: string; name: string };
  supplierName: string;
  version: string;
  /** What is bought from now on. */
  onSale: string;
  reason: string;
  /** Null for one that no customer ever got. */
  supportEndsOn: Day | null;
}

const links = (label: string, rows: readonly { id: string; title: string }[]): MailBlock[] =>
  rows.length === 0
    ? []
    : [
        label,
        ...rows.map(({ id, title }): MailBlock => ({
          label: `${title} (${id})`,
          path: `/buying/orders/${id}`,
        })),
      ];

/** What of one buyer rests on the product. */
function owned({ live, drafts, shortlists }: ListingDependents): MailBlock[] {
  return [
    ...links("Your contracts of it:", live),
    ...links("Your orders of it that are not live yet:", drafts),
    ...(shortlists.length === 0 ? [] : ["Your shortlists with it:"]),
    ...shortlists.map(({ id, name }): MailBlock => ({
      label: `${name} (${id})`,
      path: `/buying/shortlists/${id}`,
    })),
  ];
}

const page = ({ id }: { id: string }): MailBlock => ({
  label: "See its versions",
  path: `/solutions/${encodeURIComponent(id)}/product-versions`,
});

/** What the leads of one buyer are told of a new version, with its own contracts, orders on their way and shortlists. */
export function newVersionEmail(news: VersionNews, own: ListingDependents): Message {
  const { solution, supplierName, version, former, changeClass, changes, releasedOn, evidenceDue } = news;
  return {
    kind: "buyer-product-version",
    subject: `${solution.name} ${version} is released on ${formatDay(releasedOn)}`,
    body: [
      `${supplierName} releases version ${version} of ${solution.name} on ${formatDay(releasedOn)}: a ${CLASS_WORDS[changeClass].toLowerCase()} version after ${former}.`,
      `What changes: ${asSentence(changes)}`,
      evidenceDue
        ? `Its evidence is not decided yet, so ${former} stays on sale until it is.`
        : CLASS_DEMANDS[changeClass],
      "An order that is signed is not touched by it.",
      ...owned(own),
      page(solution),
    ],
  };
}

/** What the leads of one buyer are told of a version that is withdrawn; contracts that run longer than its support come first. */
export function withdrawnVersionEmail(news: WithdrawnVersion, own: ListingDependents): Message {
  const { solution, supplierName, version, onSale, reason, supportEndsOn } = news;
  const longer = outlasting(own.live, supportEndsOn);
  return {
    kind: "buyer-product-version-withdrawn",
    subject: `Version ${version} of ${solution.name} is withdrawn`,
    body: [
      `${supplierName} has withdrawn version ${version} of ${solution.name}. The reason: ${asSentence(reason)}`,
      `Version ${onSale} is on sale.`,
      supportEndsOn
        ? `If you use version ${version}, it is supported until ${formatDay(supportEndsOn)}.`
        : "No customer had it.",
      ...links(
        "These contracts of yours run longer than that. Agree with the supplier when you move to another version:",
        longer,
      ),
      ...owned({ ...own, live: own.live.filter((one) => !longer.includes(one)) }),
      page(solution),
    ],
  };
}
