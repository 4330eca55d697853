import { LISTING_PARTS, LISTING_PART_NAMES, type ListingPart } from "~/domain/listings/parts";
import { waitsForCentre } from "~/domain/listings/change";
import { wordsOf } from "~/domain/catalogue/facet-words";
import type { ChangeView } from "~/domain/listings/change-views.server";
import type { ListingContent } from "~/domain/listings/content";
import type { Task } from "~/ui/kit/task-list";
import { changeHref } from "./change-frame";

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** What a part of a listing holds, in a line. */
function holds(part: ListingPart, content: ListingContent): string {
  if (part === "about") return content.summary;
  if (part === "capabilities") return count(content.capabilities.length, "capability", "capabilities");
  if (part === "settings")
    return [content.careSettings.map(wordsOf).join(", "), content.hosting && wordsOf(content.hosting)]
      .filter(Boolean)
      .join("; ");
  if (part === "interfaces")
    return content.interfaces.length === 0
      ? "None declared: optional, and buyers look for them"
      : count(content.interfaces.length, "interface", "interfaces");
  if (part === "terms") return "Implementation, service levels, data processing, exit terms, roadmap";
  if (part === "support") return content.supportEmail ?? content.supportPhone ?? "";
  if (part === "measures")
    return content.successMeasures.length === 0
      ? "None named: optional, and buyers look for them"
      : count(content.successMeasures.length, "success measure", "success measures");
  if (part === "services")
    return content.services.length === 0
      ? "None: optional, and buyers add up the whole cost"
      : content.services.map(({ name }) => name).join(", ");
  return count(content.prices.length, "price", "prices");
}

/** Parts that can stay empty, by what they hold. */
const OPTIONAL = { interfaces: "interfaces", measures: "successMeasures", services: "services" } as const;
const isOptional = (part: ListingPart): part is keyof typeof OPTIONAL => part in OPTIONAL;

/** What there is to do with a listing, in order: each part says what it holds, or what is missing. */
export function changeTasks(change: ChangeView): Task[] {
  const { content, gaps, kind } = change;
  const parts = LISTING_PART_NAMES.map((part): Task => {
    const missing = gaps.filter((gap) => gap.part === part);
    const empty = isOptional(part) && content[OPTIONAL[part]].length === 0;
    return {
      key: part,
      label: LISTING_PARTS[part],
      href: changeHref(change, part),
      hint: missing[0]?.text ?? holds(part, content),
      state: missing.length > 0 || empty ? "not-started" : "completed",
      stateLabel: empty ? "Optional" : undefined,
    };
  });
  const ready = gaps.length === 0;
  const unchanged = kind === "edit" && change.differences.length === 0;
  const waits = waitsForCentre(change);
  return [
    ...parts,
    {
      key: "preview",
      label: "See it as buyers will",
      href: changeHref(change, "preview"),
      hint: "Nobody else sees it yet",
      state: "in-progress",
      stateLabel: "Read it",
    },
    {
      key: "check",
      label: waits ? "Check and send it in" : "Check and publish",
      href: changeHref(change, "check"),
      hint: unchanged
        ? "When something is changed"
        : waits
          ? "The centre reviews it"
          : "Nothing in it waits for the centre",
      state: ready && !unchanged ? "not-started" : "cannot-start",
    },
  ];
}
