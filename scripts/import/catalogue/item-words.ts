import { type UnitPrice, unitPrice } from "~/domain/money/money";

/** The words of the imported catalogue turned into ours. Pure. */

/** "per consultation – core hours" is the unit "consultation-core-hours". */
export function unitOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/^per /, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** A price in pounds with at most four decimals; null when it is none. */
export function readUnitPrice(text: string): UnitPrice | null {
  const parts = /^(\d{1,9})(?:\.(\d{1,4}))?$/.exec(text);
  if (!parts) return null;
  return unitPrice(BigInt(parts[1]!) * 10_000n + BigInt((parts[2] ?? "").padEnd(4, "0")));
}

export interface ImportedTier {
  fromQuantity: bigint;
  toQuantity: bigint | null;
  unitPrice: UnitPrice;
}

/** Tiers as the file writes them: "1-@1.26" or "1-100@2;101-@1.5". Null when any part is not understood. */
export function readTiers(text: string): ImportedTier[] | null {
  const tiers = text.split(";").map((part): ImportedTier | null => {
    const match = /^(\d+)-(\d*)@(.+)$/.exec(part.trim());
    const price = match && readUnitPrice(match[3]!);
    if (!match || price === null) return null;
    return {
      fromQuantity: BigInt(match[1]!),
      toQuantity: match[2] === "" ? null : BigInt(match[2]!),
      unitPrice: price,
    };
  });
  return tiers.includes(null) ? null : (tiers as ImportedTier[]);
}

/** "year" and "month" as they stand; a price without a period is charged once for each unit. */
export function billingPeriodOf(text: string): "month" | "year" | "one-off" | null {
  if (text === "month" || text === "year") return text;
  return text === "" ? "one-off" : null;
}

// The first that matches decides, so that a deployment with training and migration in it is an implementation.
const CATEGORIES: readonly (readonly [RegExp, string])[] = [
  [/deployment|go-live/i, "implementation"],
  [/train|course|seminar|learning|pathfinder|transform/i, "training-change"],
  [/migrat|data import|extraction|legacy data|digitisation|consolidation/i, "data-migration"],
  [/integration/i, "integration-interoperability"],
  [/device|cabling|bracket/i, "hardware-devices"],
  [/support services/i, "support-maintenance"],
  [/sms|minute package/i, "licence-subscription"],
];

/** What a price is for: by the item's kind, and for an associated service by its name. */
export function costCategoryOf(kind: string, name: string): string {
  if (kind !== "associated_service") return "licence-subscription";
  return CATEGORIES.find(([pattern]) => pattern.test(name))?.[1] ?? "implementation";
}

/** "Passed - Full" is full, "Passed - Partial" partial, "Failed" failed; null for anything else. */
export function capabilityResult(text: string): "full" | "partial" | "failed" | null {
  return (
    ({ "Passed - Full": "full", "Passed - Partial": "partial", Failed: "failed" } as const)[text] ?? null
  );
}

export function epicResult(text: string): "passed" | "failed" | "not_evidenced" | null {
  return ({ Passed: "passed", Failed: "failed", "Not Evidenced": "not_evidenced" } as const)[text] ?? null;
}
