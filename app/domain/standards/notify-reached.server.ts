import type { Tx } from "~db";
import { SYSTEM } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { SUPPLIER_ROLES } from "~/domain/certification/permission";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { groupedBy } from "~/domain/shared/grouped-by";
import type { Day } from "~/domain/shared/day";
import { impactOf } from "./impact";
import { impactFacts } from "./impact-views.server";
import type { LockedDraft } from "./lock-draft.server";
import { noticePlan } from "./notice";
import { endNotice, stopNotice } from "./notice-mail";
import { standardNoticesDue, supplierCodes } from "./notice-views.server";
import type { Registry } from "./registry";
import { BUYER_ROLES, sendStandardNotice } from "./send-standard-notice.server";

/**
 * On the day on which a change is published, e-mails the suppliers and the buyers whom it reaches, where the notices before the
 * last day to comply cannot all go any more (`noticePlan`): with the notice that is due now, or, where there is no such day,
 * with one of its own. Once, because a draft is published once.
 */
export async function notifyReached(
  tx: Tx,
  input: { draft: LockedDraft; before: Registry; after: Registry; at: Date; today: Day },
): Promise<void> {
  const { draft, at, today } = input;
  const { standardId, content } = draft;
  const plan = noticePlan(draft, today);
  if (!plan.atOnce) return;
  if (plan.left !== null) {
    const versionId = `${standardId}@${content.version}`;
    for (const due of await standardNoticesDue(tx, { on: today, versionId }))
      await sendStandardNotice(tx, { ...due, at, on: today });
    return;
  }
  const reached = await reachedBy(tx, input);
  for (const { organisationCode, roles, names, from } of reached) {
    const of = { standardId, title: draft.title, why: content.whatChanged, names };
    const message =
      draft.kind === "retirement"
        ? endNotice({ ...of, lastDay: content.retiredOn! })
        : stopNotice({ ...of, version: content.version, from });
    await notifyPeople(tx, { organisationCode, roles }, message);
  }
  if (reached.length === 0) return;
  await recordEvent(tx, {
    stream: `standard:${standardId}`,
    action: "standard.notice-at-once",
    summary: `Wrote to ${reached.length} ${reached.length === 1 ? "organisation" : "organisations"} whom ${draft.id} reaches, on the day it was published`,
    actor: SYSTEM,
    at,
    after: { organisations: reached.map((one) => one.organisationCode) },
  });
}

interface Reached {
  organisationCode: string;
  roles: readonly string[];
  names: string[];
  from: Day;
}

/** Whom the end of a standard lets go, or whose products a version without a last day to comply stops. */
async function reachedBy(
  tx: Tx,
  { draft, before, after, today }: Parameters<typeof notifyReached>[1],
): Promise<Reached[]> {
  const bindings = [...before.bindings, ...after.bindings];
  const facts = await impactFacts(tx, { standardId: draft.standardId, today, bindings });
  const { products, contracts } = impactOf({ before, after, today, ...facts });
  const ends = draft.kind === "retirement";
  const counts = (one: { effect: string }) => ends || one.effect === "change";
  const suppliers = groupedBy(products.filter(counts), (one) => one.supplierId);
  const codes = await supplierCodes(tx, [...suppliers.values()].flat());
  const earliest = (of: readonly { outOn: Day | null }[]) =>
    of.flatMap((one) => one.outOn ?? []).sort()[0] ?? today;
  return [
    ...[...suppliers].map(([supplierId, of]) => ({
      organisationCode: codes.get(supplierId)!,
      roles: SUPPLIER_ROLES,
      names: of.map((one) => one.name),
      from: earliest(of),
    })),
    ...[...groupedBy(contracts.filter(counts), (one) => one.buyerCode)].map(([organisationCode, of]) => ({
      organisationCode,
      roles: BUYER_ROLES,
      names: of.map((one) => `${one.orderId} (${one.title}, ${one.solutionName})`),
      from: earliest(of),
    })),
  ];
}
