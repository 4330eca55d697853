import type { Tx } from "~db";
import { listingChange } from "~db/schema/listings";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { drawNumber } from "~/domain/shared/draw-number.server";
import type { ChangeKind } from "./change";
import type { ListingContent } from "./content";
import { requirePersonOf } from "./change-guards";

/** Writes down a change that begins, and answers its number. Throws Problem not-allowed `person-needed`. */
export async function insertChange(
  tx: Tx,
  input: {
    kind: ChangeKind;
    supplierId: string;
    solutionId: string;
    content: ListingContent;
    actor: Actor;
    at: Date;
  },
): Promise<string> {
  const { kind, supplierId, solutionId, content, actor, at } = input;
  const createdBy = requirePersonOf(actor);
  const id = await drawNumber(tx, "listingChange");
  await tx.insert(listingChange).values({
    id,
    kind,
    supplierId,
    solutionId,
    name: content.name,
    content,
    state: "draft",
    createdBy,
    createdAt: at,
    changedAt: at,
  });
  await recordEvent(tx, {
    stream: `solution:${solutionId}`,
    action: "listing.change-begun",
    summary: `Began ${id}, ${kind === "new" ? "the listing" : "an edit"} of ${content.name}`,
    actor,
    at,
    after: { change: id, kind },
  });
  return id;
}
