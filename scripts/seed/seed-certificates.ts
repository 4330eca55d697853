import type { Tx } from "~db";
import { decideClaim } from "~/domain/certification/decide-claim.server";
import { takeUpClaim } from "~/domain/certification/take-up-claim.server";
import { submitClaim } from "~/domain/certification/submit-claim.server";
import { suspendCertificate } from "~/domain/certification/suspend-certificate.server";
import { withdrawCertificate } from "~/domain/certification/withdraw-certificate.server";
import type { Actor } from "~/domain/audit/event";
import { addDays, later, type Day } from "~/domain/shared/day";
import { dtacClaims, FIRST_CLAIM_DAYS_AGO, yearlyClaims, type CertificateState } from "./certificate-plan";
import { SUPPLIERS } from "./content/suppliers";
import { evidenceCount } from "./seed-standards";
import type { SeedTime } from "./seed-time";

/** Standards that some solutions meet besides those that are gates, by a word in their integrations. */
const BY_INTEGRATION: readonly (readonly [string, string])[] = [
  ["FHIR UK Core", "fhir-uk-core"],
  ["GP Connect Access Record", "gp-connect-access-record"],
  ["GP Connect Update Record", "gp-connect-update-record"],
  ["IM1", "im1"],
  ["PDS", "pds-fhir"],
  ["MESH", "mesh"],
  ["NHS login", "nhs-login"],
  ["SNOMED", "snomed-ct"],
  ["dm+d", "dmd"],
];

interface Certifier {
  tx: Tx;
  time: SeedTime;
  assessor: Actor;
  supplierId: string;
  editor: Actor;
}

/** Claims a standard on a day and, unless it is left with the assessors, decides it the same day. */
async function certify(
  by: Certifier,
  standardVersionId: string,
  on: Day,
  options: { solutionId?: string; conditions?: boolean; undecided?: boolean } = {},
): Promise<string | null> {
  const { tx, time, assessor, editor, supplierId } = by;
  const standardId = standardVersionId.split("@")[0]!;
  const claimId = await submitClaim(tx, {
    actor: editor,
    at: time.at(on),
    today: on,
    standardVersionId,
    supplierId,
    solutionId: options.solutionId ?? null,
    evidence: Array.from({ length: evidenceCount(standardId) }, (_, index) => ({
      itemPosition: index + 1,
      kind: "url" as const,
      reference: `https://evidence.example/${supplierId}/${standardId}/${index + 1}`,
      issuedOn: addDays(on, -20),
    })),
  });
  if (options.undecided) return null;
  await takeUpClaim(tx, { actor: assessor, at: time.at(on), claimId });
  return decideClaim(tx, {
    actor: assessor,
    at: time.at(on),
    today: on,
    claimId,
    validFrom: on,
    ...(options.conditions
      ? {
          decision: "approve_with_conditions" as const,
          reason: "Sound, but the accessibility report leaves two failures open.",
          conditions: [
            {
              text: "Put right the two open accessibility failures and send the new report.",
              dueOn: time.daysAhead(45),
            },
          ],
        }
      : { decision: "approve" as const, reason: "" }),
  });
}

const ENDED_DAYS_AGO = 12;

/** Claims DTAC as the solution's state asks for; what was suspended or withdrawn is so since about a fortnight. */
async function certifyDtac(by: Certifier, solutionId: string, state: CertificateState): Promise<void> {
  const claims = dtacClaims(state, by.time.today);
  let number: string | null = null;
  for (const { on, standardVersionId, ...options } of claims)
    number = await certify(by, standardVersionId, on, { solutionId, ...options });
  if (number === null) return;
  const today = later(by.time.daysAgo(ENDED_DAYS_AGO), claims.at(-1)!.on);
  const deed = { actor: by.assessor, today, at: by.time.at(today), number };
  if (state === "suspended") {
    await suspendCertificate(by.tx, {
      ...deed,
      reason: "A penetration test of the newest release found an open weakness.",
    });
  }
  if (state === "withdrawn") {
    await withdrawCertificate(by.tx, {
      ...deed,
      reason: "The evidence described another release of the product.",
    });
  }
}

/** Certificates of every supplier and solution, in every state there is, by claims that the assessor decided. */
export async function seedCertificates(
  tx: Tx,
  assessor: Actor,
  time: SeedTime,
  editorOf: (supplierId: string) => Promise<Actor>,
): Promise<void> {
  for (const { id: supplierId, solutions } of SUPPLIERS) {
    const by: Certifier = { tx, time, assessor, supplierId, editor: await editorOf(supplierId) };
    for (const standardId of ["dspt", "cyber-essentials"]) {
      for (const on of yearlyClaims(supplierId, standardId, time.today))
        await certify(by, `${standardId}@1`, on);
    }
    for (const one of solutions) {
      const solutionId = `${supplierId}-${one.suffix}`;
      if (one.state === "draft") continue;
      await certify(by, "dcb0129@1", time.daysAgo(FIRST_CLAIM_DAYS_AGO), { solutionId });
      await certifyDtac(by, solutionId, one.certificates ?? "sound");
      for (const [word, standardId] of BY_INTEGRATION) {
        if (one.integrations.some((each) => each.includes(word))) {
          await certify(by, `${standardId}@1`, time.daysAgo(300), { solutionId });
        }
      }
    }
  }
}
