import type { DraftScope } from "./draft";

/** Names of what a scope can narrow to, by code. */
export interface ScopeNames {
  capabilities: ReadonlyMap<string, string>;
  lots: ReadonlyMap<string, string>;
  kinds: ReadonlyMap<string, string>;
}

export interface Choice {
  value: string;
  label: string;
}

/** What a scope can narrow to, by name: capabilities, lots, care settings of products, kinds of buyers. */
export interface ScopeChoices {
  capabilities: Choice[];
  lots: Choice[];
  careSettings: Choice[];
  kinds: Choice[];
}

/** Their names by code, for sentences. */
export function namesOf(choices: ScopeChoices): ScopeNames {
  const byCode = (of: readonly Choice[]) => new Map(of.map(({ value, label }) => [value, label]));
  return {
    capabilities: byCode(choices.capabilities),
    lots: byCode(choices.lots),
    kinds: byCode(choices.kinds),
  };
}

/** Where a standard is mandatory, as one phrase: "Solutions with the capability Appointments, lot Records". */
export function scopeText(scope: DraftScope, names: ScopeNames): string {
  const parts = [
    scope.capabilityRef &&
      `solutions with the capability ${names.capabilities.get(scope.capabilityRef) ?? scope.capabilityRef}`,
    scope.careSetting && `care setting ${scope.careSetting}`,
    scope.lotId && `lot ${names.lots.get(scope.lotId) ?? scope.lotId}`,
    scope.buyerKind &&
      `bought by: ${names.kinds.get(scope.buyerKind) ?? scope.buyerKind.replaceAll("_", " ")}`,
  ].filter(Boolean);
  const text = parts.length === 0 ? "everything that it applies to" : parts.join(", ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
