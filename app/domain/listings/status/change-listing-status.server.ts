import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem } from "~db/schema/catalogue";
import { listingChange } from "~db/schema/listings";
import { organisation } from "~db/schema/organisations";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { changeItemState } from "~/domain/catalogue/change-item-state.server";
import { notifySupplier } from "~/domain/certification/notify-supplier.server";
import { COMMERCIAL_ROLES, requireRole } from "~/domain/certification/permission";
import { requireCompliant } from "~/domain/certification/require-compliant.server";
import { OWN_LOTS } from "~/domain/certification/verdict-views.server";
import { notifyOfficers } from "~/domain/people/notify-officers.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireReason } from "~/domain/shared/reason";
import { OPEN_STATES, type ChangeState } from "../change";
import { endedReviewEmail, hasReview } from "../review/ended-review";
import { requireOwnSupplier } from "../require-own-supplier.server";
import { listingDependents } from "./listing-dependents-views.server";
import { notifyDependents } from "./notify-dependents.server";
import { supportEndFault, whyNotStatusAction, type ListingStatusAction } from "./listing-status";
import { buyerStatusEmail, statusEmail, type ClosedChange, type StatusNews } from "./status-mail";
import type { ListingState } from "~/domain/catalogue/listing";

export interface ListingStatusChange {
  solutionId: string;
  action: ListingStatusAction;
  /** Null: the centre does it, which may do all three. A supplier withdraws what is its own, by a signatory. */
  supplierId: string | null;
  reason: string;
  /** The last day of support of what is withdrawn; a supplier has to say it, the centre may not know it. */
  supportEndsOn: Day | null;
  actor: Actor;
  at: Date;
  today: Day;
}

/**
 * Suspends, reinstates or withdraws a solution, and tells its supplier or the centre and every buyer whose contracts, orders on their
 * way or shortlists rest on it, in one transaction. Reinstating asks the gate as publishing does; withdrawing discards the change
 * that is open. Throws Problem not-found `no-such-item`, conflict `wrong-state`, bad-request `reason-missing` and `reason-too-long`,
 * rule-broken `not-compliant`, `support-end-missing` and `support-end-out-of-range`, not-allowed `role-missing`, `other-supplier`
 * and `person-needed`.
 */
export async function changeListingStatus(tx: Tx, input: ListingStatusChange): Promise<void> {
  const { solutionId, action, supplierId, actor, at, today } = input;
  await requireMayChange(tx, input);
  const reason = requireReason(input.reason, "Enter the reason.");
  const item = await lockSolution(tx, input);
  const href =
    supplierId === null ? `/commercial/solutions/${solutionId}` : `/supplying/listings/${solutionId}`;
  const whyNot = whyNotStatusAction({ name: item.name, state: item.state as ListingState, href }, action);
  if (whyNot) throw whyNot;
  const supportEndsOn = action === "withdraw" ? requireSupportEnd(input) : null;
  // Asked before the state changes: who is told is the same list that the page before it shows.
  const dependents = await listingDependents(tx, solutionId);
  if (action === "reinstate") {
    const next = { label: "Claims to assess", href: "/commercial/assessments" };
    await requireCompliant(tx, {
      solutionId,
      lotId: OWN_LOTS,
      buyerKind: null,
      on: today,
      action: "reinstate this listing",
      next,
    });
  }
  const closed = action === "withdraw" ? await closeOpenChange(tx, { solutionId, actor, at }) : null;
  await changeItemState(tx, { id: solutionId, action, reason, supportEndsOn, actor, at });
  const news: StatusNews = {
    action,
    solution: { id: solutionId, name: item.name },
    by: await organisationName(tx, actor),
    on: today,
    reason,
    supportEndsOn,
    closed,
  };
  await notifySupplier(tx, {
    supplierId: item.supplierId,
    email: statusEmail(news, `/supplying/listings/${solutionId}`, "supplier"),
  });
  const toOfficers =
    supplierId !== null
      ? statusEmail(news, `/commercial/solutions/${solutionId}`, "centre")
      : closed?.reviewed
        ? endedReviewEmail({ ...closed, name: item.name, how: "listing_withdrawn", byName: actor.name })
        : null;
  if (toOfficers) await notifyOfficers(tx, { ...toOfficers, exceptUserId: actor.userId });
  await notifyDependents(tx, dependents, (own) => buyerStatusEmail(news, own));
}

async function requireMayChange(tx: Tx, { supplierId, action, actor }: ListingStatusChange): Promise<void> {
  if (supplierId === null) {
    requireRole(actor, COMMERCIAL_ROLES, `${action} this listing`);
    return;
  }
  requireRole(actor, ["supplier_signatory"], "withdraw this listing");
  await requireOwnSupplier(tx, { supplierId, actor });
}

async function lockSolution(tx: Tx, { solutionId, supplierId }: ListingStatusChange) {
  const [item] = await tx
    .select()
    .from(catalogueItem)
    .where(
      and(
        eq(catalogueItem.id, solutionId),
        eq(catalogueItem.kind, "solution"),
        supplierId === null ? undefined : eq(catalogueItem.supplierId, supplierId),
      ),
    )
    .for("update");
  if (item) return item;
  throw new Problem("not-found", "no-such-item", "There is no such solution.");
}

function requireSupportEnd({ supportEndsOn, supplierId, today }: ListingStatusChange): Day | null {
  if (supportEndsOn === null) {
    if (supplierId === null) return null;
    throw new Problem("rule-broken", "support-end-missing", "Enter the last day of support.");
  }
  const fault = supportEndFault(supportEndsOn, today);
  if (fault) throw new Problem("rule-broken", "support-end-out-of-range", `${fault}.`);
  return supportEndsOn;
}

/** What was being written or waits for the centre has nothing left to change; its words stay on record. Answers which it was. */
async function closeOpenChange(
  tx: Tx,
  input: { solutionId: string; actor: Actor; at: Date },
): Promise<ClosedChange | null> {
  const { solutionId, actor, at } = input;
  const [open] = await tx
    .select({ id: listingChange.id, name: listingChange.name, state: listingChange.state })
    .from(listingChange)
    .where(and(eq(listingChange.solutionId, solutionId), isAnyOf(listingChange.state, OPEN_STATES)))
    .for("update");
  if (!open) return null;
  await tx
    .update(listingChange)
    .set({
      state: "discarded",
      changedAt: at,
      endedHow: "listing_withdrawn",
      endedBy: actor.userId,
      endedAt: at,
    })
    .where(eq(listingChange.id, open.id));
  await recordEvent(tx, {
    stream: `solution:${solutionId}`,
    action: "listing.change-discarded",
    summary: `Discarded ${open.id}, ${open.name}, because the listing is withdrawn`,
    actor,
    at,
    before: { state: open.state },
    after: { state: "discarded" },
  });
  return { id: open.id, reviewed: hasReview(open.state as ChangeState) };
}

async function organisationName(tx: Tx, actor: Actor): Promise<string> {
  if (actor.organisationCode === null) return "the centre";
  const [own] = await tx
    .select({ name: organisation.name })
    .from(organisation)
    .where(eq(organisation.code, actor.organisationCode));
  return own?.name ?? "the centre";
}
