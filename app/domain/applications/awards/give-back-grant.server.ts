import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { grantAward } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../../money/format";
import { pence, type Pence } from "../../money/money";
import { notifyPeople } from "../../people/notify-people.server";
import { Problem } from "../../shared/problem";
import type { Day } from "../../shared/day";
import { requireNextState } from "../../shared/state-table";
import { requireSignatory } from "../applicant";
import { awardEndedEmail } from "../application-emails";
import { GRANT_STATES, GRANT_WORDS, whyNotGiveBack } from "./grant";
import { lockGrant } from "./lock-grant.server";
import { changeSetAside } from "../set-aside.server";

/**
 * Gives back what a provider will not use, so that the fund can grant it to others this year. The amount is
 * pence. Throws Problem rule-broken `gives-back-too-much`, not-allowed `approver-only`, not-found
 * `no-such-grant-award`, conflict `wrong-state`.
 */
export async function giveBackGrant(
  tx: Tx,
  input: { actor: Actor; at: Date; today: Day; awardId: string; amount: Pence; reason: string },
): Promise<void> {
  const actor = requireSignatory(input.actor);
  const grant = await lockGrant(tx, { awardId: input.awardId, organisationCode: actor.organisationCode });
  requireNextState(GRANT_STATES, GRANT_WORDS, grant.state, "give_back");
  const left = pence(grant.amount - grant.returned);
  const why = whyNotGiveBack(input.amount, left);
  if (why) throw new Problem("rule-broken", "gives-back-too-much", why);
  await tx
    .update(grantAward)
    .set({ returned: pence(grant.returned + input.amount) })
    .where(eq(grantAward.id, grant.id));
  const text = `Gave back ${formatPence(input.amount)} of award ${grant.id} unused: ${input.reason}`;
  await changeSetAside(tx, {
    fundId: grant.fundId,
    organisationCode: grant.organisationCode,
    awardId: grant.id,
    by: pence(-input.amount),
    reason: text,
    basis: `Award ${grant.id}, less what was given back`,
    actor,
    at: input.at,
    today: input.today,
  });
  for (const stream of [`grant:${grant.id}`, `fund:${grant.fundId}`] as const) {
    await recordEvent(tx, {
      stream,
      action: "grant.given-back",
      summary: text,
      actor,
      at: input.at,
      before: { returned: grant.returned },
      after: { returned: grant.returned + input.amount, reason: input.reason },
    });
  }
  await notifyPeople(
    tx,
    { organisationCode: grant.payerCode, roles: ["commercial_officer"] },
    awardEndedEmail({ awardId: grant.id, fundName: grant.fundName, side: "centre", text }),
  );
}
