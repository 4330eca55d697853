import { contains, formatDay, type Day } from "~/domain/shared/day";
import {
  certificateStatus,
  counts,
  lastCountingDay,
  statusSentence,
  type CertificateStatus,
} from "./certificates/certificate";
import type {
  CertificateEvent,
  CertificateFacts,
  StandardVersion,
  WorkOffCondition,
} from "./certificates/certificate";
import { versionsInForce, type Requirement } from "./requirement";
import { decisiveCertificate, type Judged } from "./certificates/decisive-certificate";
import { certifies, versionOnSale, type ProductVersion } from "./product-versions/product-version";

/** A certificate with all that its status turns on; `solutionId` null: it is the supplier's own. */
export interface HeldCertificate extends CertificateFacts {
  solutionId: string | null;
  /** The version of the product that it was given for; null: it names none. */
  productVersion?: string | null;
  events: readonly CertificateEvent[];
  conditions: readonly WorkOffCondition[];
}

/** A time-boxed exception; `buyerCode` null: for every buyer. */
export interface Waiver {
  standardId: string;
  buyerCode: string | null;
  validFrom: Day;
  validTo: Day;
  reason: string;
}

export interface VerdictInputs {
  solution: {
    id: string;
    name: string;
    /** What its listing names, where it never had but one version. */
    productVersion: string | null;
    /** Its versions, once it has several: the one on sale is judged. */
    productVersions?: readonly ProductVersion[];
  };
  supplier: { id: string; name: string };
  requirements: readonly Requirement[];
  /** Of the solution and of its supplier. */
  certificates: readonly HeldCertificate[];
  versions: readonly StandardVersion[];
  waivers: readonly Waiver[];
  buyerCode: string | null;
  /** Standards for which a claim waits for the assessors. */
  claimedStandardIds?: readonly string[];
  on: Day;
}

/** `at-deployment`: the buyer's own duty at go-live, which no supplier can meet for them and which blocks nothing. */
export type LineOutcome = "met" | "expiring" | "met-with-conditions" | "waived" | "not-met" | "at-deployment";

export interface VerdictLine {
  standardId: string;
  title: string;
  outcome: LineOutcome;
  /** Why it is not met, or null. */
  reason: "missing" | Exclude<CertificateStatus["kind"], "valid" | "expiring"> | null;
  certificateNumber: string | null;
  validTo: Day | null;
  /** For a certificate that stopped counting, the first day on which it did not; otherwise null. */
  since: Day | null;
  /** True when the certificate is the supplier's and the product takes it over. */
  inherited: boolean;
  /** A claim for it waits for the assessors. */
  inReview: boolean;
  /** One whole sentence that names the standard. */
  text: string;
  /** Who can mend it and how; null when there is nothing to mend. */
  remedy: string | null;
  /** Ids of the bindings that make it mandatory. */
  rules: string[];
  legalReference: string | null;
}

export const VERDICT_OUTCOMES = ["compliant", "compliant-with-conditions", "not-compliant"] as const;
export type VerdictOutcome = (typeof VERDICT_OUTCOMES)[number];

export interface Verdict {
  solutionId: string;
  on: Day;
  /** The version of the product that is on sale on that day, and was judged; null where nothing names one. */
  productVersion: string | null;
  outcome: VerdictOutcome;
  lines: VerdictLine[];
}

/** The rule by which these certificates are gates of a call-off. */
export const GATE_RULE = "NHS-06";

/** "CareNotes 4.2" for the product, or the supplier's name. */
function holderName(inputs: VerdictInputs, requirement: Requirement, judged: string | null): string {
  if (requirement.standard.appliesTo === "organisation") return inputs.supplier.name;
  return judged ? `${inputs.solution.name} ${judged}` : inputs.solution.name;
}

/** Whether a certificate is for a version of the product: its own or one that it inherits from; a supplier's is for all. */
export function isForVersion(
  { productVersions }: Pick<VerdictInputs["solution"], "productVersions">,
  held: Pick<HeldCertificate, "solutionId" | "productVersion">,
  version: string | null,
): boolean {
  if (!productVersions?.length || held.solutionId === null || version === null) return true;
  return certifies(productVersions, held.productVersion ?? null, version);
}

function remedyFor(reason: VerdictLine["reason"], supplierName: string, inReview: boolean): string {
  const wait = inReview ? " A claim for it is with the assessors now." : "";
  switch (reason) {
    case "missing":
      return `Ask ${supplierName} to apply for it, or request a waiver.${wait}`;
    case "expired":
      return `Ask ${supplierName} to renew it, or request a waiver.${wait}`;
    case "superseded":
      return `Ask ${supplierName} to be certified to the newer version, or request a waiver.${wait}`;
    case "suspended":
      return `Ask ${supplierName} to put right what it was suspended for. The assessors can then reinstate it.${wait}`;
    case "withdrawn":
      return `Ask ${supplierName} to make a new claim. A withdrawn certificate does not come back.${wait}`;
    case "condition-not-met":
      return `Ask ${supplierName} to meet the condition and send the assessors evidence of it.${wait}`;
    default:
      return `Choose a start on or after the day it begins, or request a waiver.${wait}`;
  }
}

function notMetText(title: string, holder: string, judged: Judged | null): string {
  if (!judged) return `${holder} has no certificate for ${title}.`;
  const { status, validTo } = judged;
  const sentence = statusSentence(status, validTo);
  const verb = { suspended: "has been ", superseded: "has been ", withdrawn: "was " } as Record<
    string,
    string
  >;
  return `${title} for ${holder} ${verb[status.kind] ?? ""}${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

function metLine(base: VerdictLine, judged: Judged, holder: string): VerdictLine {
  const { number, validTo, status } = judged;
  if (!counts(status)) return base;
  const lastDay = lastCountingDay(status, validTo);
  const until = lastDay ? `until ${formatDay(lastDay)}` : "with no end date";
  const from = base.inherited ? `, inherited from ${holder},` : "";
  const open = status.openConditions;
  const condition = open.map(({ dueOn, text }) => ` On condition, by ${formatDay(dueOn)}: ${text}`).join("");
  return {
    ...base,
    outcome: open.length > 0 ? "met-with-conditions" : status.kind === "expiring" ? "expiring" : "met",
    certificateNumber: number,
    validTo: lastDay,
    text: `${base.title} is met by certificate ${number}${from} ${until}.${condition}`,
  };
}

function lineFor(inputs: VerdictInputs, requirement: Requirement, version: string | null): VerdictLine {
  const { standard } = requirement;
  const ofOrganisation = standard.appliesTo === "organisation";
  const base: VerdictLine = {
    standardId: standard.id,
    title: standard.title,
    outcome: "not-met",
    reason: null,
    certificateNumber: null,
    validTo: null,
    since: null,
    inherited: ofOrganisation,
    inReview: inputs.claimedStandardIds?.includes(standard.id) ?? false,
    text: "",
    remedy: null,
    rules: requirement.bindingIds,
    legalReference: standard.legalReference,
  };
  if (standard.appliesTo === "deployment") {
    const text = `${standard.title} is met by the organisation that deploys the product, before it goes live.`;
    return { ...base, outcome: "at-deployment", text };
  }
  const holder = holderName(inputs, requirement, version);
  const chosen = decisiveCertificate(
    inputs.certificates
      .filter((held) => held.standardId === standard.id)
      .filter((held) => held.solutionId === (ofOrganisation ? null : inputs.solution.id))
      .filter((held) => isForVersion(inputs.solution, held, version))
      .map((certificate) => ({
        ...certificate,
        status: certificateStatus(
          certificate,
          certificate.events,
          inputs.versions,
          certificate.conditions,
          inputs.on,
        ),
      })),
  );
  if (chosen && counts(chosen.status)) return metLine(base, chosen, holder);
  const waiver = waiverFor(inputs, standard.id);
  if (waiver) {
    const text = `${standard.title} is waived until ${formatDay(waiver.validTo)}: ${waiver.reason}`;
    return { ...base, outcome: "waived", inherited: false, validTo: waiver.validTo, text };
  }
  const reason = chosen ? (chosen.status.kind as VerdictLine["reason"]) : "missing";
  return {
    ...base,
    reason,
    certificateNumber: chosen?.number ?? null,
    validTo: chosen?.validTo ?? null,
    since: chosen && "since" in chosen.status ? chosen.status.since : null,
    text: notMetText(standard.title, holder, chosen),
    remedy: remedyFor(reason, inputs.supplier.name, base.inReview),
  };
}

function waiverFor(
  inputs: Pick<VerdictInputs, "waivers" | "buyerCode" | "on">,
  standardId: string,
): Waiver | undefined {
  return inputs.waivers
    .filter(
      (waiver) =>
        waiver.standardId === standardId &&
        (waiver.buyerCode === null || waiver.buyerCode === inputs.buyerCode) &&
        contains({ from: waiver.validFrom, to: waiver.validTo }, inputs.on),
    )
    .sort((a, b) => b.validTo.localeCompare(a.validTo))[0];
}

/**
 * Whether a verdict turns on a certificate: it speaks for a standard that binds, and no waiver of the solution for the
 * buyer would let it pass without. The same answer whether the certificate counts on the day or not.
 */
export function turnsOn(
  { lines, on }: Verdict,
  of: { certificateNumber: string; waivers: readonly Waiver[]; buyerCode: string },
): boolean {
  return lines.some(
    (line) => line.certificateNumber === of.certificateNumber && !waiverFor({ ...of, on }, line.standardId),
  );
}

/**
 * The one answer to "may this be bought on that day?", with a line for each standard that binds it. Everything that is
 * a gate asks this function: a listing, the lock of a shortlist, an order. Standards of frameworks are no part of it.
 */
export function verdict(inputs: VerdictInputs): Verdict {
  const { productVersions, productVersion: listed } = inputs.solution;
  const onSale = productVersions?.length ? versionOnSale(productVersions, inputs.on) : null;
  const productVersion = onSale?.version ?? listed;
  const lines = inputs.requirements
    .filter((requirement) => requirement.standard.appliesTo !== "framework")
    .map((requirement) => lineFor(inputs, requirement, productVersion));
  const has = (...outcomes: LineOutcome[]) => lines.some((line) => outcomes.includes(line.outcome));
  const outcome = has("not-met")
    ? "not-compliant"
    : has("met-with-conditions", "waived")
      ? "compliant-with-conditions"
      : "compliant";
  return { solutionId: inputs.solution.id, on: inputs.on, productVersion, outcome, lines };
}

const LINE_WORDS: Record<Exclude<LineOutcome, "not-met">, string> = {
  met: "Meets",
  expiring: "Expiring",
  "met-with-conditions": "Meets with conditions",
  waived: "Waived",
  "at-deployment": "At go-live",
};

/** The word of a line, for a tag; its colour follows from the word (pages.md, Look). */
export function lineWord(line: Pick<VerdictLine, "outcome" | "reason" | "inReview">): string {
  if (line.outcome !== "not-met") return LINE_WORDS[line.outcome];
  if (line.inReview) return "In review";
  return line.reason === "missing" ? "Not assessed" : "Does not meet";
}

/** The newest version that may be used on a day, or null. */
export function currentVersion(
  versions: readonly StandardVersion[],
  standardId: string,
  on: Day,
): StandardVersion | null {
  return versionsInForce(versions, standardId, on)[0] ?? null;
}
