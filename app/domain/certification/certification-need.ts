import { addDays, formatDay, type Day } from "~/domain/shared/day";
import { counts, statusSentence, type CertificateStatus } from "./certificates/certificate";
import type { ClaimState } from "./claims/claim";
import { groupedBy } from "~/domain/shared/grouped-by";
import { decisiveCertificate } from "./certificates/decisive-certificate";

/** Something about its certificates that a supplier can mend now. */
export interface CertificationNeed {
  key: string;
  kind: "returned" | "missing" | "condition" | "expiring" | Exclude<CertificateStatus["kind"], "valid">;
  standardId: string;
  standardTitle: string;
  /** Null: the organisation's own. */
  solutionId: string | null;
  holderName: string;
  /** "Renew DTAC for CareNotes" */
  label: string;
  /** Why, and what follows from it, in whole sentences. */
  text: string;
  /** The day that matters: since when, or by when; null where there is none. */
  day: Day | null;
  dayLabel: "Since" | "Ends" | "Due" | "Returned";
  /** The claim to go on with: one that came back, or one that is begun. */
  claimId: string | null;
}

interface Holding {
  number: string;
  standardId: string;
  standardTitle: string;
  solutionId: string | null;
  holderName: string;
  validFrom: Day;
  validTo: Day | null;
  status: CertificateStatus;
}

export interface NeedInputs {
  certificates: readonly Holding[];
  /** Standards that bind one of the solutions and for which there is no certificate at all. */
  missing: readonly Pick<Holding, "standardId" | "standardTitle" | "solutionId" | "holderName">[];
  /** Newest first. */
  claims: readonly (Pick<Holding, "standardId" | "standardTitle" | "solutionId" | "holderName"> & {
    id: string;
    state: ClaimState;
    decidedOn: Day | null;
    decisionReason: string | null;
  })[];
}

const keyOf = (one: { standardId: string; solutionId: string | null }) =>
  `${one.standardId}/${one.solutionId ?? ""}`;

const BLOCKS = "Until then, solutions that need it cannot be bought.";

const NOT_COUNTING: Record<string, { verb: string; next: string }> = {
  expired: { verb: "Renew", next: `Make a new claim. ${BLOCKS}` },
  superseded: { verb: "Claim the newer version of", next: BLOCKS },
  suspended: {
    verb: "Put right",
    next: `Put right what it was suspended for and send new evidence. ${BLOCKS}`,
  },
  withdrawn: { verb: "Claim again:", next: `It does not come back, so make a new claim. ${BLOCKS}` },
  "condition-not-met": { verb: "Meet the condition of", next: `Send the evidence as a new claim. ${BLOCKS}` },
};

/** The need that a certificate raises by its status, or null. */
function needOf(held: Holding): CertificationNeed | null {
  const { status, standardId, standardTitle, solutionId, holderName } = held;
  const base = { key: keyOf(held), standardId, standardTitle, solutionId, holderName, claimId: null };
  const thing = `${standardTitle} for ${holderName}`;
  const says = statusSentence(status, held.validTo);
  if (counts(status)) {
    const [open] = status.openConditions;
    if (open) {
      const several = status.openConditions.length > 1;
      const first = `Certificate ${held.number} stops counting on ${formatDay(addDays(open.dueOn, 1))} without it.`;
      const others = status.openConditions.slice(1).map((one) => ` By ${formatDay(one.dueOn)}: ${one.text}`);
      const text = `${open.text} ${first}${others.join("")}`;
      const label = `Meet the ${several ? "conditions" : "condition"} of ${thing}`;
      return { ...base, kind: "condition", label, text, day: open.dueOn, dayLabel: "Due" };
    }
    if (status.kind === "valid") return null;
    const text = `Certificate ${held.number}. ${says} What depends on it stops being buyable the day after.`;
    return { ...base, kind: "expiring", label: `Renew ${thing}`, text, day: held.validTo, dayLabel: "Ends" };
  }
  const words = NOT_COUNTING[status.kind];
  if (!words || !("since" in status)) return null;
  const text = `Certificate ${held.number}. ${says.replace(/([^.])$/, "$1.")} ${words.next}`;
  return {
    ...base,
    kind: status.kind,
    label: `${words.verb} ${thing}`,
    text,
    day: status.since,
    dayLabel: "Since",
  };
}

/**
 * What a supplier can mend now, most urgent first: claims that came back, what does not count, then what will stop to.
 * Nothing is listed while a claim for it waits for the assessors, nor when a later certificate counts.
 */
export function certificationNeeds({ certificates, missing, claims }: NeedInputs): CertificationNeed[] {
  const latestClaim = new Map([...claims].reverse().map((claim) => [keyOf(claim), claim]));
  const needs = new Map<string, CertificationNeed>();
  for (const one of missing) {
    const label = `Claim ${one.standardTitle} for ${one.holderName}`;
    const refused = latestClaim.get(keyOf(one))?.state === "rejected";
    const text = `There is no certificate${refused ? ", and the latest claim was rejected" : ""}. Without one, solutions that need it cannot be bought.`;
    const { standardId, standardTitle, solutionId, holderName } = one;
    const facts = { standardId, standardTitle, solutionId, holderName, label, text, claimId: null };
    needs.set(keyOf(one), { ...facts, key: keyOf(one), kind: "missing", day: null, dayLabel: "Since" });
  }
  for (const held of groupedBy(certificates, keyOf).values()) {
    const need = needOf(decisiveCertificate(held)!);
    if (need) needs.set(need.key, need);
  }
  for (const [key, claim] of latestClaim) {
    if (claim.state === "submitted" || claim.state === "in_review") needs.delete(key);
    const begun = claim.state === "draft" ? needs.get(key) : undefined;
    if (begun)
      needs.set(key, { ...begun, claimId: claim.id, text: `${begun.text} A claim is begun: go on with it.` });
    if (claim.state !== "returned") continue;
    const { standardId, standardTitle, solutionId, holderName, id } = claim;
    needs.set(key, {
      key,
      kind: "returned",
      standardId,
      standardTitle,
      solutionId,
      holderName,
      claimId: id,
      label: `Correct your claim of ${standardTitle} for ${holderName}`,
      text: `The assessor returned it: ${claim.decisionReason ?? "no reason was given."}`,
      day: claim.decidedOn,
      dayLabel: "Returned",
    });
  }
  const urgency = (need: CertificationNeed) =>
    need.kind === "returned" ? 0 : need.kind === "expiring" || need.kind === "condition" ? 2 : 1;
  return [...needs.values()].sort(
    (a, b) =>
      urgency(a) - urgency(b) ||
      (a.day ?? "").localeCompare(b.day ?? "") ||
      a.label.localeCompare(b.label, "en-GB"),
  );
}
