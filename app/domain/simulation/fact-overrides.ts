import type { Facts } from "~/domain/cost-sharing/facts";
import type { FactOverrides } from "./scenario";

/** The facts as recorded, with what the scenario takes to be otherwise. */
export function overrideFacts(facts: Facts, overrides: FactOverrides): Facts {
  const met = new Set(facts.met ?? []);
  for (const [name, holds] of Object.entries(overrides.met)) {
    if (holds) met.add(name);
    else met.delete(name);
  }
  return {
    ...facts,
    quantities: { ...facts.quantities, ...overrides.counts },
    met: [...met],
    localSpend: [...(facts.localSpend ?? []), ...overrides.localSpend],
    milestonesMet: [...(facts.milestonesMet ?? []), ...overrides.milestonesMet],
  };
}
