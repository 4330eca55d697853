import type { Tx } from "~db";
import { decideClaim } from "~/domain/certification/claims/decide-claim.server";
import { takeUpClaim } from "~/domain/certification/claims/take-up-claim.server";
import { giveEvidence } from "~/domain/certification/claims/give-evidence.server";
import { startClaim } from "~/domain/certification/claims/start-claim.server";
import { submitClaim } from "~/domain/certification/claims/submit-claim.server";
import { suspendCertificate } from "~/domain/certification/certificates/suspend-certificate.server";
import { withdrawCertificate } from "~/domain/certification/certificates/withdraw-certificate.server";
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
  const begun = { actor: editor, at: time.at(on), today: on };
  const claimId = await startClaim(tx, {
    ...begun,
    standardVersionId,
    supplierId,
    solutionId: options.solutionId ?? null,
  });
  await giveEvidence(tx, {
    ...begun,
    claimId,
    evidence: Array.from({ length: evidenceCount(standardId) }, (_, index) => ({
      itemPosition: index + 1,
      kind: "url" as const,
      reference: `https://evidence.example/${supplierId}/${standardId}/${index + 1}`,
      issuedOn: addDays(on, -20),
    })),
  });
  await submitClaim(tx, { ...begun, claimId });
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
  const action = { actor: by.assessor, today, at: by.time.at(today), number };
  if (state === "suspended") {
    await suspendCertificate(by.tx, {
      ...action,
      reason: "A penetration test of the newest release found an open weakness.",
    });
  }
  if (state === "withdrawn") {
    await withdrawCertificate(by.tx, {
      ...action,
      reason: "The evidence described another release of the product.",
    });
  }
}

/** The supplier that has begun a claim and not sent it. */
const BEGINS_A_CLAIM = "20001";

/** A claim that waits for its supplier: begun, and the first of its evidence given. */
async function beginClaim({ tx, time, editor, supplierId }: Certifier): Promise<void> {
  const begun = { actor: editor, at: time.at(time.daysAgo(2)), today: time.daysAgo(2) };
  const subject = { supplierId, solutionId: null, standardVersionId: "cyber-essentials-plus@1" };
  const claimId = await startClaim(tx, { ...begun, ...subject });
  const first = {
    itemPosition: 1,
    kind: "url" as const,
    reference: "https://evidence.example/20001/cyber-essentials-plus/1",
    issuedOn: time.daysAgo(30),
  };
  await giveEvidence(tx, { ...begun, claimId, evidence: [first] });
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
    if (supplierId === BEGINS_A_CLAIM) await beginClaim(by);
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
