import type { Day } from "~/domain/shared/day";
import type { AgreementScope, AgreementVersion } from "./agreement";
import { rulesFromJson } from "./rules/rules-json";

/** A version as it is stored: rules and scope are JSON. */
export interface StoredVersion {
  agreementId: string;
  version: number;
  effectiveFrom: Day;
  effectiveTo: Day | null;
  scope: unknown;
  rules: unknown;
}

/** A stored version as the engine and the check know it. */
export function toVersion(
  stored: StoredVersion,
  title: string,
  parties: readonly string[],
): AgreementVersion {
  return {
    agreementId: stored.agreementId,
    version: stored.version,
    title,
    parties: [...parties],
    effectiveFrom: stored.effectiveFrom,
    effectiveTo: stored.effectiveTo,
    scope: stored.scope as AgreementScope,
    rules: rulesFromJson(stored.rules),
  };
}
