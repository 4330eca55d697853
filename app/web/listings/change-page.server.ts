import type { Queryable, Tx } from "~db";
import { changeListing } from "~/domain/listings/change-listing.server";
import type { ContentChange } from "~/domain/listings/content-change";
import { requireWriting } from "~/domain/listings/change-guards";
import { ownChange, type ChangeView } from "~/domain/listings/change-views.server";
import type { Service } from "~/domain/listings/content";
import { Problem } from "~/domain/shared/problem";
import { changePath } from "~/web/listings/listing-forms";
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

/** A service of a change that is being written. Throws not-found `no-such-service`. */
export function openService(change: ChangeView, serviceId: string): Service {
  const service = change.content.services.find(({ id }) => id === serviceId);
  if (service) return service;
  throw new Problem("not-found", "no-such-service", {
    title: "The listing has no such service.",
    next: { label: "Its services", href: `${changePath(change.id)}/services` },
  });
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
