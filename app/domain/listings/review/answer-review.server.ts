import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifySupplier } from "~/domain/certification/notify-supplier.server";
import { notifyOfficers } from "~/domain/people/notify-officers.server";
import { Problem } from "~/domain/shared/problem";
import { requireReason } from "~/domain/shared/reason";
import { addMessage } from "./add-message.server";
import { isOpen } from "../change";
import { lockOwnChange, type LockedChange } from "../lock-own-change.server";
import { lockReviewedChange } from "./lock-reviewed-change.server";

/**
 * Writes a message in the thread of an open change, from the supplier or from the centre; the other side is e-mailed. Throws Problem
 * bad-request `reason-missing` and `reason-too-long`, conflict `thread-closed`, and what locking the change throws.
 */
export async function answerReview(
  tx: Tx,
  input: {
    changeId: string;
    /** Null: from the centre. */
    supplierId: string | null;
    message: string;
    actor: Actor;
    at: Date;
  },
): Promise<void> {
  const { supplierId, actor, at } = input;
  const { change } =
    supplierId === null
      ? await lockReviewedChange(tx, input)
      : await lockOwnChange(tx, { ...input, supplierId });
  requireOpen(change);
  const text = requireReason(input.message, "Write a message first.");
  const side = supplierId === null ? "centre" : "supplier";
  await addMessage(tx, { changeId: change.id, side, text, actor, at });
  await recordEvent(tx, {
    stream: `solution:${change.solutionId}`,
    action: "listing.message",
    summary: `Wrote about ${change.id}, the listing of ${change.name}`,
    actor,
    at,
    after: { change: change.id, side },
  });
  const mail = {
    kind: "listing-message",
    subject: `A message about ${change.id}: ${change.name}`,
    body: [`${actor.name} wrote about the listing of ${change.name}: ${text}`],
  };
  const link = (path: `/${string}`) => ({ label: "See it and answer", path });
  if (side === "supplier") {
    const body = [...mail.body, link(`/commercial/listings/${change.id}`)];
    await notifyOfficers(tx, { ...mail, body, exceptUserId: null });
  } else {
    const body = [...mail.body, link(`/supplying/listings/changes/${change.id}`)];
    await notifySupplier(tx, { supplierId: change.supplierId, email: { ...mail, body } });
  }
}

/** Throws Problem conflict `thread-closed` once the change is decided. */
function requireOpen(change: LockedChange): void {
  if (isOpen(change.state)) return;
  throw new Problem("conflict", "thread-closed", {
    title: `${change.id} is decided, so its thread is closed.`,
    detail: "Begin another edit of the listing, and write there.",
  });
}
