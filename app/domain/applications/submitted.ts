import { pence } from "../money/money";
import { readContent, readCosts, type ApplicationContent } from "./application-content";
import type { ConditionAnswer } from "./profile/eligibility";
import type { Need, RegisterFacts, Readiness } from "./profile/profile";
import type { Criterion } from "./scoring";

/** An application as it was sent: what assessors read, whatever the profile says later. */
export interface Snapshot {
  facts: RegisterFacts;
  readiness: Readiness | null;
  need: Need;
  content: ApplicationContent;
  criteria: Criterion[];
  conditions: ConditionAnswer[];
}

type Stored = Record<string, unknown>;

/** Reads a snapshot as the database keeps it, with sums as text. */
export function readSnapshot(stored: Stored): Snapshot {
  const facts = stored.facts as RegisterFacts & { counts: { value: unknown }[] };
  const need = stored.need as Stored;
  return {
    facts: {
      ...facts,
      counts: facts.counts.map((count) => ({ ...count, value: pence(BigInt(String(count.value))) })),
    },
    readiness: stored.readiness as Readiness | null,
    need: { ...need, costs: readCosts(need.costs) } as Need,
    content: readContent(stored.content as Stored),
    criteria: stored.criteria as Criterion[],
    conditions: stored.conditions as ConditionAnswer[],
  };
}
