import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import type { EvidenceInput } from "~/domain/certification/claims/claim";
import { giveEvidence } from "~/domain/certification/claims/give-evidence.server";
import { startClaim } from "~/domain/certification/claims/start-claim.server";
import { submitClaim } from "~/domain/certification/claims/submit-claim.server";
import type { Day } from "~/domain/shared/day";

export interface MadeClaim {
  actor: Actor;
  at: Date;
  today: Day;
  standardVersionId: string;
  supplierId: string;
  solutionId: string | null;
  evidence: readonly EvidenceInput[];
  /** One that came back, to be sent again with this evidence. */
  claimId?: string;
}

/** A claim as a supplier makes it: begun, given its evidence, and sent. Answers its id. */
export async function makeClaim(tx: Tx, { evidence, ...claim }: MadeClaim): Promise<string> {
  const { actor, at, today } = claim;
  const claimId = claim.claimId ?? (await startClaim(tx, claim));
  await giveEvidence(tx, { actor, at, today, claimId, evidence });
  await submitClaim(tx, { actor, at, today, claimId });
  return claimId;
}
