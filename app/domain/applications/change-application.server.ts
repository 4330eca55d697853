import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { application } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../money/format";
import { Problem } from "../shared/problem";
import { requireNextState } from "../shared/state-table";
import { changedMeanwhile, noSuchNeed, requireApplicant } from "./applicant";
import { APPLICATION_STATES, APPLICATION_WORDS } from "./application";
import {
  readContent,
  storeSums,
  type ApplicationContent,
  type Match,
  type PlanYear,
} from "./application-content";
import { lockApplication } from "./lock-application.server";
import { costKey, costName, payableBy, type Need, type NeedCost } from "./profile/profile";
import { profileOf } from "./profile/profile-views.server";
import { fundWithTerms, type ApplicableFund } from "./terms-views.server";

export type PartChange =
  | { part: "need"; needId: string }
  | { part: "amount"; asked: NeedCost[] }
  | { part: "match"; match: Match[] }
  | { part: "revenue"; revenuePlan: PlanYear[] | null }
  | { part: "case"; answers: Record<string, string> };

const WORDS: Record<PartChange["part"], string> = {
  need: "Chose the need",
  amount: "Said how much it asks for",
  match: "Declared its own money",
  revenue: "Planned the running costs",
  case: "Made its case",
};

const wordsOf = (change: PartChange) =>
  change.part === "revenue" && change.revenuePlan === null ? "Removed the running costs" : WORDS[change.part];

/**
 * Fills in one part of an application that the applicant has. A page that is out of date is told. Throws
 * Problem conflict `changed-meanwhile`, not-found `no-such-need`, rule-broken `cost-not-payable` and
 * `asked-too-much`, and what its guards throw.
 */
export async function changeApplication(
  tx: Tx,
  input: { actor: Actor; at: Date; applicationId: string; editCount: number; change: PartChange },
): Promise<void> {
  const actor = requireApplicant(input.actor);
  const row = await lockApplication(tx, { ...input, organisationCode: actor.organisationCode });
  requireNextState(APPLICATION_STATES, APPLICATION_WORDS, row.state, "change");
  if (row.editCount !== input.editCount) throw changedMeanwhile("application");
  const fund = await fundWithTerms(tx, row.fundId);
  const { needs } = await profileOf(tx, actor.organisationCode);
  const before = { needId: row.needId, content: readContent(row.content) };
  const after = changed(before, input.change, needs, fund);
  await tx
    .update(application)
    .set({
      needId: after.needId,
      content: storeSums(after.content) as unknown as Record<string, unknown>,
      editCount: row.editCount + 1,
    })
    .where(eq(application.id, row.id));
  await recordEvent(tx, {
    stream: `application:${row.id}`,
    action: `application.${input.change.part}-changed`,
    summary: `${wordsOf(input.change)} in ${row.id}`,
    actor,
    at: input.at,
    after: input.change,
  });
}

interface Filled {
  needId: string | null;
  content: ApplicationContent;
}

function changed(before: Filled, change: PartChange, needs: readonly Need[], fund: ApplicableFund): Filled {
  const { needId, content } = before;
  switch (change.part) {
    case "need":
      if (!needs.some(({ id }) => id === change.needId)) throw noSuchNeed();
      // Another need has other costs: what was asked for the first is not asked for it.
      return {
        needId: change.needId,
        content: change.needId === needId ? content : { ...content, asked: [] },
      };
    case "amount":
      checkAsked(change.asked, needs.find(({ id }) => id === needId) ?? null, fund);
      return { needId, content: { ...content, asked: change.asked.filter(({ amount }) => amount > 0n) } };
    case "match":
      return { needId, content: { ...content, match: change.match } };
    case "revenue":
      return { needId, content: { ...content, revenuePlan: change.revenuePlan } };
    case "case":
      return { needId, content: { ...content, answers: change.answers } };
  }
}

/** No more is asked for a cost than it costs, and only for costs that the fund's money may pay. */
function checkAsked(asked: readonly NeedCost[], need: Need | null, fund: ApplicableFund): void {
  const payable = new Map(payableBy(need, fund).map((cost) => [costKey(cost), cost]));
  for (const cost of asked) {
    const whole = payable.get(costKey(cost));
    if (!whole) {
      throw new Problem("rule-broken", "cost-not-payable", {
        title: `${fund.name} cannot pay for ${costName(cost)}.`,
        detail: "Change the need’s costs in your profile, or apply to a fund of that year and nature.",
      });
    }
    if (cost.amount < 0n || cost.amount > whole.amount) {
      throw new Problem("rule-broken", "asked-too-much", {
        title: `${costName(cost)} costs ${formatPence(whole.amount)}, and you ask for ${formatPence(cost.amount)}.`,
        detail: "Ask for at most what it costs, or change the cost in your profile.",
      });
    }
  }
}
