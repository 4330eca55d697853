import { canonicalJson } from "~/domain/audit/event";

/** The tags of a call-off's releases (OCDS 1.1, codelist releaseTag), and what each says to a reader. */
export const RELEASE_TAGS = {
  award: "Awarded",
  awardUpdate: "The award was updated",
  contract: "Signed",
  contractUpdate: "The contract was updated",
  implementation: "Delivery has begun",
  implementationUpdate: "Delivery and payments were updated",
  contractTermination: "The contract has ended",
} as const;
export type ReleaseTag = keyof typeof RELEASE_TAGS;

/** What a release says, in words: "Awarded. Signed". */
export const releaseWords = (tags: readonly string[]): string =>
  tags.map((tag) => (tag in RELEASE_TAGS ? RELEASE_TAGS[tag as ReleaseTag] : tag)).join(". ");

/** What of a release its tags speak of; the rest of it counts as the contract's terms. */
interface Said {
  awards: unknown;
  contracts: readonly {
    status: string;
    milestones?: readonly { id: string; title: string; dueDate: string }[];
    implementation?: object;
  }[];
}

/** The parts of a release that a tag of their own speaks of. The day of the end is said by the end. */
function partsOf({ contracts: [contract], awards, ...rest }: Said) {
  const { implementation = {}, milestones, status, ...terms } = contract!;
  const { endDate: _endDate, ...delivery } = implementation as { endDate?: string };
  const words = (part: unknown) => canonicalJson(part);
  return {
    ended: status === "terminated",
    awards: words(awards),
    terms: words([terms, milestones?.map(({ id, title, dueDate }) => [id, title, dueDate]), rest]),
    delivery: words(delivery),
    begun: Object.keys(delivery).length > 0,
  };
}

/**
 * What a new release of a call-off is tagged with: what it says that the last one did not. By the codelist an update
 * follows the release that it updates, so delivery is `implementation` the first time it is said; and a contract ends
 * once: a payment that comes after its end is an update of the delivery. `last` is null for the first release.
 */
export function tagsFor(last: Said | null, next: Said): ReleaseTag[] {
  const now = partsOf(next);
  if (last === null) return ["award", "contract", ...(now.begun ? (["implementation"] as const) : [])];
  const before = partsOf(last);
  const tags: ReleaseTag[] = [];
  if (now.awards !== before.awards) tags.push("awardUpdate");
  if (now.terms !== before.terms) tags.push("contractUpdate");
  if (now.delivery !== before.delivery) tags.push(before.begun ? "implementationUpdate" : "implementation");
  if (now.ended && !before.ended) tags.push("contractTermination");
  return tags;
}
