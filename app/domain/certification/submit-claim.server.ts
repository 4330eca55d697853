import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf } from "~db/lists";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { claim, evidence, standard, standardEvidenceItem, standardVersion } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { contains, formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { CLAIM_STATES, evidenceGaps, type ClaimState, type EvidenceInput } from "./claim";
import { requireSupplierPerson } from "./permission";

export interface SubmitClaimInput {
  actor: Actor;
  at: Date;
  today: Day;
  /** A returned claim that is sent again; without it a new claim. */
  claimId?: string;
  standardVersionId: string;
  supplierId: string;
  /** For product standards; null for those of the organisation. */
  solutionId: string | null;
  evidence: readonly EvidenceInput[];
}

async function loadVersion(tx: Tx, id: string, today: Day) {
  const [found] = await tx
    .select({
      version: standardVersion,
      standard,
      asked: sql<{ position: number; title: string }[]>`coalesce((
        select json_agg(json_build_object('position', ${standardEvidenceItem.position}, 'title', ${standardEvidenceItem.title})
            order by ${standardEvidenceItem.position})
          from ${standardEvidenceItem} where ${standardEvidenceItem.standardVersionId} = ${standardVersion.id}), '[]')`,
    })
    .from(standardVersion)
    .innerJoin(standard, eq(standard.id, standardVersion.standardId))
    .where(eq(standardVersion.id, id));
  if (!found) throw new Problem("not-found", "standard-not-found", "There is no such version of a standard.");
  const { version } = found;
  if (!contains({ from: version.effectiveFrom, to: version.retiredOn }, today)) {
    throw new Problem("rule-broken", "version-not-in-force", {
      title: `Version ${version.version} of ${found.standard.title} is not in force on ${formatDay(today)}.`,
      detail: "Claim the version that is in force. The standard's page names it.",
      next: { label: found.standard.title, href: `/standards/${found.standard.id}` },
    });
  }
  return found;
}

/** Product standards are claimed for a solution of the supplier, the others for the supplier itself. */
async function requireHolder(tx: Tx, input: SubmitClaimInput, appliesTo: string, title: string) {
  if ((appliesTo === "product") !== (input.solutionId !== null)) {
    const holder = appliesTo === "product" ? "one of your solutions" : "your organisation, not a solution";
    throw new Problem("rule-broken", "wrong-holder", `${title} is claimed for ${holder}.`);
  }
  // Claims of one supplier take turns, so that two people at once cannot both find none open.
  const [found] = await tx
    .select({ owner: supplier, item: catalogueItem })
    .from(supplier)
    .leftJoin(
      catalogueItem,
      and(eq(catalogueItem.supplierId, supplier.id), eq(catalogueItem.id, input.solutionId ?? "")),
    )
    .where(eq(supplier.id, input.supplierId))
    .for("no key update", { of: supplier });
  if (!found) throw new Problem("not-found", "supplier-not-found", "There is no such supplier.");
  const { owner, item } = found;
  requireSupplierPerson(input.actor, owner.organisationCode, "make this claim");
  if (input.solutionId === null) return owner.name;
  if (item === null) {
    throw new Problem("not-found", "solution-not-found", "The supplier has no such solution.");
  }
  return item.name;
}

function requireEvidence(items: readonly { position: number; title: string }[], input: SubmitClaimInput) {
  const gaps = evidenceGaps(items, input.evidence, input.today);
  if (gaps.length > 0) {
    throw new Problem(
      "rule-broken",
      "evidence-incomplete",
      { title: "The claim is not complete.", detail: gaps.join(" ") },
      { gaps },
    );
  }
}

/** One claim at a time for a standard and its holder: the assessors would decide the same thing twice. */
async function requireNoneOpen(tx: Tx, input: SubmitClaimInput, standardId: string, title: string) {
  const { supplierId, solutionId } = input;
  const [open] = await tx
    .select({ id: claim.id, state: claim.state })
    .from(claim)
    .innerJoin(standardVersion, eq(standardVersion.id, claim.standardVersionId))
    .where(
      and(
        eq(claim.supplierId, supplierId),
        solutionId === null ? isNull(claim.solutionId) : eq(claim.solutionId, solutionId),
        eq(standardVersion.standardId, standardId),
        isAnyOf(claim.state, ["submitted", "in_review", "returned"]),
        input.claimId === undefined ? undefined : ne(claim.id, input.claimId),
      ),
    );
  if (!open) return;
  const returned = open.state === "returned";
  throw new Problem("conflict", "claim-open", {
    title: returned
      ? `A claim of ${title} came back to you for correction.`
      : `A claim of ${title} is with the assessors already.`,
    detail: returned ? "Correct that one and send it again." : "Wait for its decision. You will be e-mailed.",
    next: { label: "Open that claim", href: `/supplying/certification/claims/${open.id}` },
  });
}

async function storeClaim(tx: Tx, input: SubmitClaimInput): Promise<{ id: string; before: ClaimState }> {
  const { standardVersionId, supplierId, solutionId, at } = input;
  if (input.claimId === undefined) {
    const state = requireNextState(CLAIM_STATES, "claim", "draft", "submit");
    const [made] = await tx
      .insert(claim)
      .values({ standardVersionId, supplierId, solutionId, state, createdAt: at, submittedAt: at })
      .returning({ id: claim.id });
    return { id: made!.id, before: "draft" };
  }
  const [known] = await tx.select().from(claim).where(eq(claim.id, input.claimId)).for("update");
  if (!known || known.supplierId !== supplierId) {
    throw new Problem("not-found", "claim-not-found", "There is no such claim.");
  }
  const before = known.state as ClaimState;
  const state = requireNextState(CLAIM_STATES, "claim", before, "submit");
  await tx
    .update(claim)
    .set({ standardVersionId, solutionId, state, submittedAt: at, decidedAt: null, decidedBy: null })
    .where(eq(claim.id, known.id));
  await tx.delete(evidence).where(eq(evidence.claimId, known.id));
  return { id: known.id, before };
}

/**
 * A supplier claims that it, or one of its solutions, meets a version of a standard; complete evidence is asked for
 * at once. Answers the claim's id. Throws rule-broken (not in force, wrong holder, evidence), not-allowed, conflict (another one is open).
 */
export async function submitClaim(tx: Tx, input: SubmitClaimInput): Promise<string> {
  const { version, standard: of, asked } = await loadVersion(tx, input.standardVersionId, input.today);
  const holder = await requireHolder(tx, input, of.appliesTo, of.title);
  await requireNoneOpen(tx, input, of.id, of.title);
  requireEvidence(asked, input);
  const { id, before } = await storeClaim(tx, input);
  await insertRows(
    tx,
    evidence,
    input.evidence.map((item) => ({ ...item, claimId: id })),
  );
  await recordEvent(tx, {
    stream: `claim:${id}`,
    action: "claim.submitted",
    summary: `Claimed that ${holder} meets ${of.title}, version ${version.version}`,
    actor: input.actor,
    at: input.at,
    before: { state: before },
    after: { state: "submitted", standardVersionId: version.id, evidence: input.evidence },
  });
  return id;
}
