import type { Queryable, Tx } from "~db";
import { changeListing, type ContentChange } from "~/domain/listings/change-listing.server";
import { requireWriting } from "~/domain/listings/change-guards";
import { ownChange, type ChangeView } from "~/domain/listings/change-views.server";
import type { MemberActor } from "~/domain/people/role";
import type { Day } from "~/domain/shared/day";
import { ownSupplier } from "~/web/catalogue/own-supplier";

/** Who writes listings for a supplier. */
export const WRITERS = ["supplier_editor", "supplier_signatory"] as const;

/** The change of a page that writes it. Throws not-found for another supplier's, conflict when it is not being written. */
export async function openChange(
  q: Queryable,
  { actor, params, today }: { actor: MemberActor; params: { change: string }; today: Day },
): Promise<ChangeView> {
  const change = await ownChange(q, { changeId: params.change, supplierId: ownSupplier(actor), today });
  requireWriting(change);
  return change;
}

/** Does one change that a page asks for. */
export function writeAsAsked(
  tx: Tx,
  asked: { actor: MemberActor; now: Date; params: { change: string }; form: { seen: number } },
  change: ContentChange,
): Promise<void> {
  const { actor, now, params, form } = asked;
  return changeListing(tx, {
    changeId: params.change,
    supplierId: ownSupplier(actor),
    seen: form.seen,
    change,
    actor,
    at: now,
  });
}
