import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { catalogueItem, solution, supplier } from "~db/schema/catalogue";
import {
  certificate,
  claim,
  evidence,
  standard,
  standardVersion,
  workOffCondition,
} from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { whyNotApprove } from "../certificates/lifting";
import { formerSuspension } from "./former-suspension-views.server";
import { decisionEmail } from "../certificates/certificate-emails";
import {
  certificateEnd,
  CLAIM_STATES,
  dueDayFault,
  issuesCertificate,
  type ClaimDecision,
  type ClaimState,
} from "./claim";
import { ASSESSING_ROLES, requireRole, SUPPLIER_ROLES } from "../permission";
import { bringOnSale } from "../product-versions/bring-on-sale.server";
import { versionOnSale } from "../product-versions/product-version";
import { productVersionsOf } from "../product-versions/product-version-views.server";
import { drawNumber } from "~/domain/shared/draw-number.server";

export interface DecideClaimInput {
  actor: Actor;
  at: Date;
  today: Day;
  claimId: string;
  decision: ClaimDecision;
  /** Told to the supplier. Needed for everything but a plain approval. */
  reason: string;
  /** For an approval with conditions: at least one. */
  conditions?: readonly { text: string; dueOn: Day }[];
  /** First day of the certificate; today unless said otherwise. */
  validFrom?: Day;
}

function requireWords(input: DecideClaimInput) {
  if (input.decision !== "approve" && input.reason.trim() === "") {
    throw new Problem("rule-broken", "reason-missing", {
      title: "Give the reason for the decision.",
      detail: "The supplier sees it and acts on it.",
    });
  }
  const conditions = input.conditions ?? [];
  if (input.decision === "approve_with_conditions" && conditions.length === 0) {
    throw new Problem(
      "rule-broken",
      "condition-missing",
      "State at least one condition and the day it is due.",
    );
  }
  if (input.decision !== "approve_with_conditions" && conditions.length > 0) {
    throw new Problem(
      "rule-broken",
      "condition-not-expected",
      "Only an approval with conditions has conditions.",
    );
  }
}

/** A condition is due while its certificate counts: one that is due after its end would never be asked about. */
function requireDueWithin(input: DecideClaimInput, validTo: Day | null) {
  for (const { dueOn } of input.conditions ?? []) {
    const fault = dueDayFault(dueOn, { today: input.today, validTo });
    if (fault) throw new Problem("rule-broken", "condition-due-day", { title: `${fault}.` });
  }
}

/** What a decision needs to know besides the claim itself. */
async function loadSubject(tx: Tx, claimId: string) {
  const [found] = await tx
    .select({
      standardTitle: standard.title,
      validityMonths: standardVersion.validityMonths,
      supplierName: supplier.name,
      supplierCode: supplier.organisationCode,
      solutionName: catalogueItem.name,
      productVersion: solution.productVersion,
    })
    .from(claim)
    .innerJoin(standardVersion, eq(standardVersion.id, claim.standardVersionId))
    .innerJoin(standard, eq(standard.id, standardVersion.standardId))
    .innerJoin(supplier, eq(supplier.id, claim.supplierId))
    .leftJoin(catalogueItem, eq(catalogueItem.id, claim.solutionId))
    .leftJoin(solution, eq(solution.id, claim.solutionId))
    .where(eq(claim.id, claimId));
  return found;
}

type Subject = NonNullable<Awaited<ReturnType<typeof loadSubject>>>;

/** The version of the product that a certificate names: that of its claim, else the one on sale, else what the listing says. */
async function certifiedVersion(
  tx: Tx,
  { today }: DecideClaimInput,
  of: typeof claim.$inferSelect,
  subject: Subject,
): Promise<string | null> {
  if (of.productVersion !== null || of.solutionId === null) return of.productVersion;
  const versions = (await productVersionsOf(tx, [of.solutionId])).get(of.solutionId) ?? [];
  return versionOnSale(versions, today)?.version ?? subject.productVersion;
}

async function issueCertificate(
  tx: Tx,
  input: DecideClaimInput,
  of: typeof claim.$inferSelect,
  subject: Subject,
) {
  const validFrom = input.validFrom ?? input.today;
  const validTo = certificateEnd(validFrom, subject.validityMonths);
  const [made] = await tx
    .insert(certificate)
    .values({
      number: await drawNumber(tx, "certificate"),
      claimId: of.id,
      standardVersionId: of.standardVersionId,
      supplierId: of.supplierId,
      solutionId: of.solutionId,
      productVersion: await certifiedVersion(tx, input, of, subject),
      validFrom,
      validTo,
      issuedAt: input.at,
      issuedBy: input.actor.userId,
      source: "claim",
    })
    .returning({ number: certificate.number });
  const { number } = made!;
  const conditions = (input.conditions ?? []).map((each) => ({ ...each, certificateNumber: number }));
  await insertRows(tx, workOffCondition, conditions);
  await recordEvent(tx, {
    stream: `certificate:${number}`,
    action: "certificate.issued",
    summary: `Issued certificate ${number}`,
    actor: input.actor,
    at: input.at,
    after: {
      standardVersionId: of.standardVersionId,
      validFrom,
      validTo,
      conditions: input.conditions ?? [],
    },
  });
  return { number, validTo };
}

/** What comes back begins as a copy: the supplier changes that, and what was decided on stays as it was. */
async function prepareNextSubmission(tx: Tx, of: typeof claim.$inferSelect): Promise<void> {
  const submission = of.submission + 1;
  await tx.update(claim).set({ submission }).where(eq(claim.id, of.id));
  const given = await tx
    .select()
    .from(evidence)
    .where(and(eq(evidence.claimId, of.id), eq(evidence.submission, of.submission)));
  await insertRows(
    tx,
    evidence,
    given.map(({ id: _id, ...row }) => ({ ...row, submission })),
  );
}

/** The supplier learns the decision in the same transaction: neither happens without the other. */
async function writeToSupplier(
  tx: Tx,
  input: DecideClaimInput,
  of: typeof claim.$inferSelect,
  subject: Subject,
  issued: { number: string; validTo: Day | null } | null,
) {
  const email = decisionEmail({
    decision: input.decision,
    claimId: of.id,
    standardTitle: subject.standardTitle,
    holderName: subject.solutionName ?? subject.supplierName,
    reason: input.reason,
    certificateNumber: issued?.number ?? null,
    validTo: issued?.validTo ?? null,
    conditions: input.conditions ?? [],
  });
  await notifyPeople(tx, { organisationCode: subject.supplierCode, roles: SUPPLIER_ROLES }, email);
}

/**
 * Decides a claim, exactly once: approves it, with or without conditions, and issues the certificate for the
 * months that the standard's version states; or returns it for correction, or rejects it. Answers the
 * certificate's number, or null. Throws conflict when its review was not begun or somebody decided first,
 * rule-broken for missing words or a condition that is due outside the certificate, not-allowed. What a regulator suspended is not
 * approved anew while that stands. Codes: not-found `claim-not-found`, rule-broken `reason-missing`, `condition-missing`,
 * `condition-not-expected`, `condition-due-day` and `regulator-suspension-stands`, and what its guards throw.
 */
export async function decideClaim(tx: Tx, input: DecideClaimInput): Promise<string | null> {
  requireRole(input.actor, ASSESSING_ROLES, "decide this claim");
  requireWords(input);
  // Sent together, run one after the other: the rest is read when the claim is locked, so it holds.
  const [[known], subject] = await Promise.all([
    tx.select().from(claim).where(eq(claim.id, input.claimId)).for("update"),
    loadSubject(tx, input.claimId),
  ]);
  if (!known || !subject) throw new Problem("not-found", "claim-not-found", "There is no such claim.");
  const state = requireNextState(CLAIM_STATES, "claim", known.state as ClaimState, input.decision);
  if (issuesCertificate(input.decision)) {
    const refusal = whyNotApprove(await formerSuspension(tx, known, { lock: true }));
    if (refusal) throw refusal;
  }
  requireDueWithin(input, certificateEnd(input.validFrom ?? input.today, subject.validityMonths));
  await tx
    .update(claim)
    .set({ state, decidedAt: input.at, decidedBy: input.actor.userId, decisionReason: input.reason || null })
    .where(eq(claim.id, known.id));
  if (state === "returned") await prepareNextSubmission(tx, known);
  const issued = issuesCertificate(input.decision) ? await issueCertificate(tx, input, known, subject) : null;
  const number = issued?.number ?? null;
  await recordEvent(tx, {
    stream: `claim:${known.id}`,
    action: `claim.${state.replaceAll("_", "-")}`,
    summary: number ? `Approved the claim and issued certificate ${number}` : `Claim ${state}`,
    actor: input.actor,
    at: input.at,
    before: { state: known.state },
    after: { state, reason: input.reason, certificateNumber: number, conditions: input.conditions ?? [] },
  });
  await writeToSupplier(tx, input, known, subject, issued);
  if (issued && known.solutionId !== null) {
    const { actor, at, today } = input;
    await bringOnSale(tx, { solutionId: known.solutionId, actor, at, today });
  }
  return number;
}
