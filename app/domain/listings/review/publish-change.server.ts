import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { notifySupplier } from "~/domain/certification/notify-supplier.server";
import type { Day } from "~/domain/shared/day";
import { requireNextState } from "~/domain/shared/state-table";
import { CHANGE_STATES, CHANGE_WORDS } from "../change";
import { requireFresh, reviewPath } from "../change-guards";
import { lockReviewedChange } from "./lock-reviewed-change.server";
import { publishContent } from "../publish-content.server";

/**
 * Publishes what a supplier sent in; its people are e-mailed. Refused by the gate until every standard that binds it is met. Throws
 * Problem not-found `no-such-change`, not-allowed `role-missing` and `person-needed`, conflict `wrong-state` and `stale-edit`, and what
 * `publishContent` throws.
 */
export async function publishChange(
  tx: Tx,
  input: { changeId: string; seen: number; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const { actor, at, today } = input;
  const { change, officerId } = await lockReviewedChange(tx, input);
  requireNextState(CHANGE_STATES, CHANGE_WORDS, change.state, "publish");
  requireFresh(change, input.seen, reviewPath(change.id));
  const version = await publishContent(tx, { change, decidedBy: officerId, gate: true, actor, at, today });
  await notifySupplier(tx, {
    supplierId: change.supplierId,
    email: {
      kind: "listing-published",
      subject: `${change.name} is published`,
      body: [
        `${change.id} is published as version ${version} of the listing of ${change.name}.`,
        "Everybody sees it in the catalogue from now on.",
        { label: "See it as buyers do", path: `/solutions/${change.solutionId}` },
      ],
    },
  });
}
