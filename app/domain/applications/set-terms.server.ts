import type { Tx } from "~db";
import { applicationTerms } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import { requireOfficer } from "./applicant";
import { storeSums } from "./application-content";
import { conditionText, type FundCondition } from "./profile/condition";
import { wrongCriteria, type Criterion } from "./scoring";
import { fundWithTerms } from "./terms-views.server";

/**
 * Says who may apply to a fund and how applications are scored. Those that were sent keep the terms of their
 * day. Throws Problem rule-broken `weights`, not-allowed `commercial-officer-only`, not-found `no-such-fund`.
 */
export async function setTerms(
  tx: Tx,
  input: {
    actor: Actor;
    at: Date;
    fundId: string;
    conditions: readonly FundCondition[];
    criteria: readonly Criterion[];
  },
): Promise<void> {
  const actor = requireOfficer(input.actor);
  const fund = await fundWithTerms(tx, input.fundId);
  const [wrong] = wrongCriteria(input.criteria);
  if (wrong) throw new Problem("rule-broken", "weights", wrong);
  const values = {
    conditions: storeSums(input.conditions) as unknown as Record<string, unknown>[],
    criteria: [...input.criteria],
    updatedBy: actor.userId,
    updatedAt: input.at,
  };
  await tx
    .insert(applicationTerms)
    .values({ fundId: input.fundId, ...values })
    .onConflictDoUpdate({ target: applicationTerms.fundId, set: values });
  await recordEvent(tx, {
    stream: `fund:${input.fundId}`,
    action: "fund.terms-set",
    summary: `Said who may apply to ${fund.name}`,
    actor,
    at: input.at,
    before: { conditions: fund.conditions.map(conditionText) },
    after: { conditions: input.conditions.map(conditionText), criteria: input.criteria },
  });
}
