import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { requireNextState } from "../../shared/state-table";
import { requireOfficer } from "../applicant";
import { GRANT_STATES, GRANT_WORDS } from "./grant";
import { lockGrant } from "./lock-grant.server";

/**
 * An award that the centre can withdraw, held until the transaction ends. Throws Problem not-allowed
 * `commercial-officer-only`, not-found `no-such-grant-award`, conflict `wrong-state`.
 */
export async function requireWithdrawable(tx: Tx, input: { awardId: string; actor: Actor }) {
  requireOfficer(input.actor);
  const grant = await lockGrant(tx, { awardId: input.awardId, organisationCode: null });
  requireNextState(GRANT_STATES, GRANT_WORDS, grant.state, "withdraw");
  return grant;
}
