import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { Problem } from "../shared/problem";
import { requireNextState } from "../shared/state-table";
import { noSuchApplication, requireOfficer } from "./applicant";
import { APPLICATION_STATES, APPLICATION_WORDS } from "./application";
import { whyNotDecide } from "./assessment";
import { takeDecision } from "./take-decision.server";
import { lockApplication } from "./lock-application.server";
import { assessmentsOf, submissionsOf } from "./submission-views.server";
import { fundWithTerms } from "./terms-views.server";

/**
 * Holds an application for a decision: with what was sent last, its scores and its fund. Two people, at least,
 * look at it: whoever scored it does not decide. Throws Problem rule-broken `two-people`, not-found
 * `no-such-application` and `no-such-fund`, not-allowed `commercial-officer-only`, conflict `wrong-state`.
 */
export async function lockForDecision(
  tx: Tx,
  input: { actor: Actor; at: Date; applicationId: string; action: "award" | "decline" },
) {
  const actor = requireOfficer(input.actor);
  const row = await lockApplication(tx, { ...input, organisationCode: null });
  if (row.state === "draft") throw noSuchApplication();
  const state = requireNextState(APPLICATION_STATES, APPLICATION_WORDS, row.state, input.action);
  const [sent] = await submissionsOf(tx, row.id);
  const all = await assessmentsOf(tx, [row.id]);
  const why = whyNotDecide(all, sent!.number, actor.userId);
  if (why) {
    throw new Problem("rule-broken", "two-people", {
      title: why,
      detail: "Whoever decides about money is not one of those who scored the application.",
      rule: "Two-person rule",
    });
  }
  await takeDecision(tx, input);
  const fund = await fundWithTerms(tx, row.fundId);
  const assessments = all.filter((one) => one.submission === sent!.number);
  return { actor, row, state, sent: sent!, assessments, fund };
}
