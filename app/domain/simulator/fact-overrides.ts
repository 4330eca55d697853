import type { Facts } from "~/domain/cost-sharing/facts";
import type { FactOverrides } from "./scenario";

/** The facts as recorded, with what the scenario takes to be otherwise. */
export function overrideFacts(facts: Facts, overrides: FactOverrides): Facts {
  const met = new Set(facts.met ?? []);
  for (const [name, holds] of Object.entries(overrides.met)) {
    if (holds) met.add(name);
    else met.delete(name);
  }
  // A count that is taken to be otherwise is so on every day that a rule counts on.
  const atCensus = Object.entries(facts.quantitiesAt ?? {}).map(([day, counts]) => [
    day,
    { ...counts, ...overrides.counts },
  ]);
  return {
    ...facts,
    quantities: { ...facts.quantities, ...overrides.counts },
    ...(facts.quantitiesAt ? { quantitiesAt: Object.fromEntries(atCensus) as Facts["quantitiesAt"] } : {}),
    quantitiesAt: Object.fromEntries(
      Object.entries(facts.quantitiesAt ?? {}).map(([census, counts]) => [
        census,
        { ...counts, ...overrides.counts },
      ]),
    ),
    met: [...met],
    localSpend: [...(facts.localSpend ?? []), ...overrides.localSpend],
    milestonesMet: [...(facts.milestonesMet ?? []), ...overrides.milestonesMet],
  };
}
