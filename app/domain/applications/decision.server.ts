import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { Problem } from "../shared/problem";
import { requireNextState } from "../shared/state-table";
import { noSuchApplication, requireOfficer } from "./applicant";
import { APPLICATION_STATES } from "./application";
import { whyNotDecide } from "./assessment";
import { lockApplication } from "./lock-application.server";
import { assessmentsOf, submissionsOf } from "./submission-views.server";
import { fundWithTerms } from "./terms-views.server";

/** Holds an application for a decision: with what was sent last, its scores and its fund. Two people, at least, look at it. */
export async function holdForDecision(
  tx: Tx,
  input: { actor: Actor; applicationId: string; deed: "award" | "decline" },
) {
  const actor = requireOfficer(input.actor);
  const row = await lockApplication(tx, { ...input, organisationCode: null });
  if (row.state === "draft") throw noSuchApplication();
  const state = requireNextState(APPLICATION_STATES, "application", row.state, input.deed);
  const [sent] = await submissionsOf(tx, row.id);
  const all = await assessmentsOf(tx, [row.id]);
  const why = whyNotDecide(all, sent!.number, actor.userId);
  if (why) {
    throw new Problem("rule-broken", "two-people", {
      title: why,
      detail: "Whoever decides about money is never the only one who looked at the application.",
      rule: "Two-person rule",
    });
  }
  const fund = await fundWithTerms(tx, row.fundId);
  const assessments = all.filter((one) => one.submission === sent!.number);
  return { actor, row, state, sent: sent!, assessments, fund };
}
