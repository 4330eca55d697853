import type { Tx } from "~db";
import { listingMessage } from "~db/schema/listings";
import type { Actor } from "~/domain/audit/event";
import { Problem } from "~/domain/shared/problem";
import { requirePersonOf } from "../change-guards";

/** Adds what one side writes to the thread of a change. Throws Problem not-allowed `person-needed` and `organisation-needed`. */
export async function addMessage(
  tx: Tx,
  input: { changeId: string; side: "supplier" | "centre"; text: string; actor: Actor; at: Date },
): Promise<void> {
  const { changeId, side, text, actor, at } = input;
  const authorId = requirePersonOf(actor);
  if (actor.organisationCode === null) {
    throw new Problem("not-allowed", "organisation-needed", "A message is written for an organisation.");
  }
  await tx
    .insert(listingMessage)
    .values({ changeId, side, authorId, organisationCode: actor.organisationCode, text, at });
}
