import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { shortlist } from "~db/schema/shortlists";
import type { Actor } from "~/domain/audit/event";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import {
  noSuchShortlist,
  SHORTLIST_STATES,
  SHORTLIST_WORDS,
  toShortlist,
  type ShortlistAction,
  type ShortlistState,
} from "./shortlist";

/**
 * Loads and locks a shortlist of the actor's own organisation for an action. Throws not-found for another
 * organisation's, not-allowed without the role, and conflict when its state does not allow the action. Codes:
 * not-allowed `procurement-lead-only`, not-found `no-such-shortlist`, conflict `wrong-state`.
 */
export async function lockShortlistFor(tx: Tx, input: { id: string; action: ShortlistAction; actor: Actor }) {
  const { id, action, actor } = input;
  const [row] = await tx
    .select()
    .from(shortlist)
    .where(and(eq(shortlist.id, id), eq(shortlist.organisationCode, actor.organisationCode ?? "")))
    .for("update");
  if (!row) {
    throw noSuchShortlist();
  }
  if (!actor.roles.includes("procurement_lead")) {
    throw new Problem("not-allowed", "procurement-lead-only", {
      title: "Only a procurement lead can change a shortlist.",
      detail: "Ask a procurement lead of your organisation, or an administrator to give you that role.",
    });
  }
  return {
    ...row,
    nextState: requireNextState(
      SHORTLIST_STATES,
      SHORTLIST_WORDS,
      row.state as ShortlistState,
      action,
      toShortlist(id),
    ),
  };
}
