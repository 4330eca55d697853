import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { organisation } from "~db/schema/organisations";
import { membership, user } from "~db/schema/people";
import type { Pence } from "../../money/money";
import { changeSubject, changeText } from "./allocation-change-words";
import { queueEmail } from "../../people/queue-email.server";

/** Writes to those who buy and approve for each organisation whose allocation of a fund changed. */
export async function notifyAllocationHolders(
  tx: Tx,
  command: {
    name: string;
    changes: readonly { organisationCode: string; before: Pence; amount: Pence }[];
    reason: string;
    by: string;
  },
): Promise<void> {
  const byCode = new Map(command.changes.map((row) => [row.organisationCode, row]));
  const people = await tx
    .selectDistinct({ email: user.email, code: membership.organisationCode, holder: organisation.name })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .innerJoin(organisation, eq(organisation.code, membership.organisationCode))
    .where(
      and(
        isAnyOf(membership.organisationCode, [...byCode.keys()]),
        isAnyOf(membership.role, ["procurement_lead", "approver"]),
      ),
    );
  for (const { email, code, holder } of people) {
    const change = byCode.get(code)!;
    await queueEmail(tx, {
      to: email,
      kind: "allocation-changed",
      subject: changeSubject(change, command.name, holder),
      body: [
        changeText(change, command.name, command.by),
        `Reason: ${command.reason}`,
        { label: "What you have used of it, and until when it is open", path: "/buying/funding" },
      ],
    });
  }
}
