import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { framework } from "~db/schema/frameworks";
import { COMMERCIAL_ROLES, requireRole } from "~/domain/certification/permission";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { termProblem } from "./framework";
import { procurementRules } from "./route-views.server";

export interface CreateFrameworkInput {
  actor: Actor;
  at: Date;
  framework: {
    id: string;
    name: string;
    shortName: string;
    ownerName: string;
    summary: string;
    startsOn: Day;
    endsOn: Day;
    isOpenFramework?: boolean;
    /** VAT included; null when none is stated. */
    ceiling: Pence | null;
    /** A fixed share of the call-off's value (PA-10). */
    feeBasisPoints?: number;
    maximumTermMonths: number;
    fundingTypes?: string[];
    accreditedUntil: Day | null;
    demonstration?: boolean;
  };
}

/**
 * Records a framework, in the state "coming". Throws rule-broken when its term is longer than PA-03 or PA-04
 * allow on the day it starts, or when those rules are not on record; conflict when the id is taken;
 * not-allowed. Codes: rule-broken `dates-reversed` and `term-too-long`, conflict `framework-exists`,
 * not-allowed `role-missing`.
 */
export async function createFramework(tx: Tx, input: CreateFrameworkInput): Promise<void> {
  requireRole(input.actor, COMMERCIAL_ROLES, "record a framework");
  const { id, name, startsOn, endsOn, isOpenFramework = false } = input.framework;
  if (endsOn < startsOn)
    throw new Problem("rule-broken", "dates-reversed", "A framework ends after it starts.");
  const { rules } = await procurementRules(tx);
  const problem = termProblem({ startsOn, endsOn, isOpenFramework }, rules);
  if (problem) {
    throw new Problem("rule-broken", "term-too-long", {
      title: problem.text,
      detail: "Choose an earlier last day.",
      rule: [problem.ruleId, problem.reference].filter(Boolean).join(", "),
    });
  }
  const [known] = await tx.select({ id: framework.id }).from(framework).where(eq(framework.id, id));
  if (known) throw new Problem("conflict", "framework-exists", `There is a framework ${id} already.`);
  await tx.insert(framework).values({ ...input.framework, state: "coming" });
  await recordEvent(tx, {
    stream: `framework:${id}`,
    action: "framework.created",
    summary: `Recorded the framework ${name}`,
    actor: input.actor,
    at: input.at,
    after: input.framework,
  });
}
