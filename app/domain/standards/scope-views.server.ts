import { asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { capability, solution } from "~db/schema/catalogue";
import { framework, lot } from "~db/schema/frameworks";
import { BUYER_KINDS, kindLabel } from "~/domain/organisations/organisation";
import type { ScopeChoices } from "./scope-words";

/** All of them; there are some dozens of each. */
export async function scopeChoices(q: Queryable): Promise<ScopeChoices> {
  const [capabilities, lots, settings] = await Promise.all([
    q
      .select({ value: capability.ref, label: capability.name })
      .from(capability)
      .orderBy(asc(capability.name), asc(capability.ref)),
    q
      .select({ value: lot.id, name: lot.name, number: lot.number, framework: framework.shortName })
      .from(lot)
      .innerJoin(framework, eq(framework.id, lot.frameworkId))
      .orderBy(asc(framework.shortName), asc(lot.number)),
    q
      .selectDistinct({ value: sql<string>`unnest(${solution.careSettings})` })
      .from(solution)
      .orderBy(sql`1`),
  ]);
  return {
    capabilities,
    lots: lots.map(({ value, name, number, framework: of }) => ({
      value,
      label: `${of}, lot ${number}: ${name}`,
    })),
    careSettings: settings.map(({ value }) => ({ value, label: value })),
    kinds: BUYER_KINDS.map((kind) => ({ value: kind, label: kindLabel(kind, true) })),
  };
}
