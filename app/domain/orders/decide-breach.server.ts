import type { Tx } from "~db";
import { orderBreachDecision } from "~db/schema/orders";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { BREACH_DECISIONS, type BreachDecision } from "./breach";
import { breachesOfOrder } from "./breach-views.server";
import { lockOrder } from "./lock-order.server";
import { requireBuyer } from "./parties";
import { requireReason } from "~/domain/shared/reason";

/**
 * Records what the buyer decided about a contract that rests on a certificate which stopped counting, and
 * tells the supplier. It changes neither the order nor the certificate. Throws not-found, not-allowed,
 * rule-broken without a note or an agreed day, conflict when nothing waits for a decision. Codes: rule-broken
 * `breach-due-day`, conflict `no-open-breach`, not-found `no-such-order`, not-allowed `not-procurement-lead`,
 * bad-request `reason-missing` and `reason-too-long`.
 */
export async function decideBreach(
  tx: Tx,
  input: {
    actor: Actor;
    at: Date;
    today: Day;
    orderId: string;
    certificateNumber: string;
    decision: BreachDecision;
    note: string;
    /** By when the supplier puts it right; only for that decision. */
    dueOn: Day | null;
  },
): Promise<void> {
  const { actor, at, today, certificateNumber, decision } = input;
  const locked = await lockOrder(tx, input.orderId);
  requireBuyer(actor, locked);
  const note = requireReason(input.note);
  const dueOn = decision === "put_right" ? input.dueOn : null;
  if (decision === "put_right" && (dueOn === null || dueOn < today)) {
    throw new Problem("rule-broken", "breach-due-day", "Enter the agreed day: today or later.");
  }
  const breach = (await breachesOfOrder(tx, { orderId: locked.id, on: today })).find(
    (one) => one.certificateNumber === certificateNumber,
  );
  if (!breach?.open) {
    throw new Problem("conflict", "no-open-breach", {
      title: `Nothing waits for a decision about certificate ${certificateNumber} on this order.`,
      detail: "It was decided already, or the certificate counts again.",
      next: { label: "See the order", href: `/buying/orders/${locked.id}` },
    });
  }
  await tx.insert(orderBreachDecision).values({
    orderId: locked.id,
    certificateNumber,
    since: breach.since,
    decision,
    note,
    dueOn,
    decidedBy: actor.userId!,
    decidedAt: at,
  });
  const by = dueOn ? `, by ${formatDay(dueOn)}` : "";
  const words = `${BREACH_DECISIONS[decision].replace(", with the safeguards written below", "")}${by}`;
  await recordEvent(tx, {
    stream: `order:${locked.id}`,
    action: "order.breach-decided",
    summary: `${breach.text} Decided: ${words}. ${note}`,
    actor,
    at,
    after: { certificateNumber, since: breach.since, decision, note, dueOn },
  });
  await notifyPeople(
    tx,
    {
      organisationCode: locked.supplierOrganisationCode,
      roles: ["supplier_editor", "supplier_signatory"],
    },
    {
      kind: "breach-decided",
      subject: `Order ${locked.id}: a certificate that it rests on does not count`,
      body: [
        `${breach.text} ${locked.title} (${locked.id}) rests on it.`,
        `The buyer decided: ${words}.`,
        `In the buyer’s words: ${note}`,
        { label: "Put it right", path: "/supplying/certification" },
      ],
    },
  );
}
