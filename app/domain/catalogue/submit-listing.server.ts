import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { changeItemState } from "./change-item-state.server";

/**
 * Sends a draft listing to the centre for publication. Throws Problem not-found `no-such-item`, conflict
 * `wrong-state`.
 */
export async function submitListing(tx: Tx, input: { id: string; actor: Actor; at: Date }): Promise<void> {
  await changeItemState(tx, { ...input, action: "submit" });
}
