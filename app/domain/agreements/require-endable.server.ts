import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { AGREEMENT_STATES, AGREEMENT_WORDS } from "./agreement";
import { loadVersion } from "./load-version.server";
import { lastDayAdvice } from "./last-day";
import { requireAgreementWriter } from "./signing";

/**
 * A signed version that can be ended after a last day, held until the transaction ends, and the state it goes to. Throws
 * Problem rule-broken `ends-already` when it ends by then without this, not-allowed `agreement-writer-only`, not-found
 * `no-such-agreement`, conflict `wrong-state`.
 */
export async function requireEndable(
  tx: Tx,
  input: { agreementId: string; version: number; lastDay: Day; actor: Actor },
) {
  requireAgreementWriter(input.actor);
  const held = await loadVersion(tx, input.agreementId, input.version);
  const { row, state, version } = held;
  const next = requireNextState(AGREEMENT_STATES, AGREEMENT_WORDS, state, "end");
  if (row.effectiveTo !== null && input.lastDay >= row.effectiveTo) {
    throw new Problem("rule-broken", "ends-already", {
      title: `${version.title}, version ${row.version}, ends on ${formatDay(row.effectiveTo)} already.`,
      detail: `Nothing was changed. ${lastDayAdvice({ ...row, effectiveTo: row.effectiveTo })}`,
    });
  }
  return { ...held, next };
}
