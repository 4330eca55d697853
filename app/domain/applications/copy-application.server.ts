import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { application } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import type { Day } from "../shared/day";
import { noSuchApplication, requireApplicant } from "./applicant";
import { planYears, readContent, type ApplicationContent } from "./application-content";
import { costKey, payableBy } from "./profile/profile";
import { profileOf } from "./profile/profile-views.server";
import { startApplication } from "./start-application.server";
import { fundWithTerms } from "./terms-views.server";

/**
 * Applies to another fund with an application that is there: its need, its case and its match go over, and
 * the sums for the costs that the other fund's money may pay. Answers the new draft's id; refused where the
 * fund's conditions are. Throws Problem not-found `no-such-application`, `no-such-fund` and
 * `no-such-organisation`, not-allowed `procurement-lead-only`, rule-broken `not-eligible`, conflict
 * `application-open`.
 */
export async function copyApplication(
  tx: Tx,
  input: { actor: Actor; at: Date; today: Day; applicationId: string; fundId: string },
): Promise<string> {
  const actor = requireApplicant(input.actor);
  const [row] = await tx.select().from(application).where(eq(application.id, input.applicationId));
  if (!row || row.organisationCode !== actor.organisationCode) throw noSuchApplication();
  const fund = await fundWithTerms(tx, input.fundId);
  const profile = await profileOf(tx, actor.organisationCode);
  const need = profile.needs.find(({ id }) => id === row.needId) ?? null;
  const before = readContent(row.content);
  const payable = payableBy(need, fund);
  const same = new Map(before.asked.map((cost) => [costKey(cost), cost]));
  const content: ApplicationContent = {
    asked: payable.map((cost) => same.get(costKey(cost)) ?? cost),
    match: before.match,
    revenuePlan:
      before.revenuePlan?.[0]?.financialYear === planYears(fund.financialYear)[0] ? before.revenuePlan : null,
    answers: Object.fromEntries(
      fund.criteria.flatMap(({ id }) => (before.answers[id] ? [[id, before.answers[id]]] : [])),
    ),
  };
  return startApplication(tx, {
    ...input,
    copy: { from: row.id, needId: need?.id ?? null, content },
  });
}
