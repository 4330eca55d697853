import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { agreementAcceptance } from "~db/schema/orders";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { agreementsToAccept } from "./acceptance-views.server";
import { ACCEPTING_ROLES } from "./acceptance";

/**
 * Who pays by an agreement without being a party to it, as each buyer or each buyer's board may, accepts it with the first
 * share that it approves: keeps who did so, in which role, when and for which version, once for each version.
 */
export async function acceptAgreements(
  tx: Tx,
  input: { orderId: string; payerCode: string; payerName: string; actor: Actor; at: Date },
): Promise<void> {
  const { orderId, payerCode, payerName, actor, at } = input;
  const accepted = await agreementsToAccept(tx, { orderId, payerCode });
  if (accepted.length === 0) return;
  const role = ACCEPTING_ROLES.find((one) => actor.roles.includes(one)) ?? "approver";
  await insertRows(
    tx,
    agreementAcceptance,
    accepted.map(({ agreementId, version }) => ({
      agreementId,
      version,
      organisationCode: payerCode,
      acceptedBy: actor.userId!,
      personName: actor.name,
      role,
      orderId,
      acceptedAt: at,
    })),
  );
  for (const { agreementId, version, title } of accepted) {
    const event = {
      action: "agreement.accepted" as const,
      summary: `${actor.name} accepted ${title} (${agreementId}, version ${version}) for ${payerName} with its first purchase, order ${orderId}`,
      actor,
      at,
      after: { agreementId, version, organisationCode: payerCode, role, orderId },
    };
    await recordEvent(tx, { stream: `order:${orderId}`, ...event });
    await recordEvent(tx, { stream: `agreement:${agreementId}`, ...event });
  }
}
