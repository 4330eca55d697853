import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { Problem } from "~/domain/shared/problem";
import { changeItemState } from "./change-item-state.server";

/** Withdraws a listing for good, with the reason its page will give. Throws bad-request without a reason. */
export async function withdrawListing(
  tx: Tx,
  input: { id: string; reason: string; actor: Actor; at: Date },
): Promise<void> {
  if (input.reason.trim() === "") {
    throw new Problem("bad-request", "reason-missing", "Enter why the listing is withdrawn.");
  }
  await changeItemState(tx, { ...input, deed: "withdraw" });
}
