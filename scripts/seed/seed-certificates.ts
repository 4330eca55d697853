import type { Tx } from "~db";
import { decideClaim } from "~/domain/certification/decide-claim.server";
import { submitClaim } from "~/domain/certification/submit-claim.server";
import { suspendCertificate } from "~/domain/certification/suspend-certificate.server";
import { withdrawCertificate } from "~/domain/certification/withdraw-certificate.server";
import type { Actor } from "~/domain/events/event";
import { addDays, addMonths, daysBetween, earlier, type Day } from "~/domain/shared/day";
import type { SeedSolution } from "./content/shapes";
import { SUPPLIERS } from "./content/suppliers";
import { DTAC_V1_LAST_DAY, evidenceCount } from "./seed-standards";
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
              text: "Mend the two open accessibility failures and send the new report.",
              dueOn: time.daysAhead(45),
            },
          ],
        }
      : { decision: "approve" as const, reason: "" }),
  });
}

/** The DTAC form that was in use on a day. */
function dtacVersion(on: Day): string {
  return on <= DTAC_V1_LAST_DAY ? "dtac@1" : "dtac@2";
}

const FIRST_CLAIM_DAYS_AGO = 460;
/** The day of the last claim, so that the certificate of twelve months now stands as the state says. */
const LAST_CLAIM_DAYS_AGO: Partial<Record<NonNullable<SeedSolution["certificates"]>, number>> = {
  expiring: 365 - 60,
  "expiring-soon": 365 - 20,
  expired: 365 + 35,
};

async function certifyDtac(
  by: Certifier,
  solutionId: string,
  state: NonNullable<SeedSolution["certificates"]>,
): Promise<void> {
  const { time } = by;
  if (state === "missing") return;
  const first = time.daysAgo(FIRST_CLAIM_DAYS_AGO);
  if (state !== "in-review") await certify(by, dtacVersion(first), first, { solutionId });
  if (state === "in-review") {
    await certify(by, "dtac@2", time.daysAgo(6), { solutionId, undecided: true });
    return;
  }
  if (state === "superseded") {
    const on = earlier(time.daysAgo(240), addDays(DTAC_V1_LAST_DAY, -10));
    if (on > first) await certify(by, dtacVersion(on), on, { solutionId });
    return;
  }
  const daysAgo = LAST_CLAIM_DAYS_AGO[state] ?? 235;
  const last = time.daysAgo(daysAgo);
  if (state === "expired") return certifyExpired(by, solutionId, first, last);
  // A version 1 form claimed before April 2026 would be superseded now: these claim version 2 as soon as it exists.
  const version = last >= addDays(DTAC_V1_LAST_DAY, -40) ? "dtac@2" : dtacVersion(last);
  const number = await certify(by, version, last, { solutionId, conditions: state === "conditions" });
  if (number === null) return;
  const deed = { actor: by.assessor, today: time.daysAgo(12), at: time.at(time.daysAgo(12)), number };
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

/** The first certificate is the only one, and it ran out a month ago; a later first claim stands in for it. */
async function certifyExpired(by: Certifier, solutionId: string, first: Day, last: Day): Promise<void> {
  if (daysBetween(addMonths(first, 12), by.time.today) < 0)
    await certify(by, dtacVersion(last), last, { solutionId });
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
      await certify(by, `${standardId}@1`, time.daysAgo(FIRST_CLAIM_DAYS_AGO));
      await certify(by, `${standardId}@1`, time.daysAgo(130));
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
