import { kindLabel } from "~/domain/organisations/organisation";
import { regionName } from "~/domain/organisations/region";
import type { AgreementScope } from "../agreement";
import { COST_CATEGORIES } from "./cost-line";
import type { NameOf } from "./rule-sentence";

export interface ScopeLine {
  key: keyof AgreementScope;
  label: string;
  /** In words, or null where it does not matter. */
  value: string | null;
}

const LABELS: readonly (readonly [keyof AgreementScope, string])[] = [
  ["programmes", "Programmes"],
  ["frameworks", "Frameworks"],
  ["lots", "Lots"],
  ["categories", "Kinds of cost"],
  ["organisations", "Organisations"],
  ["icbCodes", "Integrated care boards"],
  ["regions", "Regions"],
  ["buyerKinds", "Kinds of buyer"],
];

/** What an agreement covers, line by line; a value of null covers all of them. */
export function scopeLines(scope: AgreementScope, nameOf: NameOf): ScopeLine[] {
  const named: Record<keyof AgreementScope, (code: string) => string> = {
    programmes: nameOf,
    frameworks: nameOf,
    lots: nameOf,
    organisations: nameOf,
    icbCodes: nameOf,
    regions: regionName,
    buyerKinds: (kind) => kindLabel(kind, true),
    categories: (category) => COST_CATEGORIES[category as keyof typeof COST_CATEGORIES] ?? category,
  };
  return LABELS.map(([key, label]) => {
    const codes = scope[key];
    return { key, label, value: codes ? codes.map((code) => named[key](code)).join(", ") : null };
  });
}
