import { desc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { agreement, agreementParty, agreementVersion } from "~db/schema/agreements";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import type { AgreementScope } from "../agreement";
import type { Rule } from "../rules/rule";
import { rulesToJson } from "../rules/rules-json";
import { requireAgreementWriter } from "../signing";
import { drawNumber } from "~/domain/shared/draw-number.server";

export interface NewAgreement {
  /** Left out for a new agreement; given, the draft is its next version. */
  agreementId?: string;
  title: string;
  /** Who runs it, for example NHS England. */
  ownerCode: string;
  programmeId?: string | null;
  /** What it is for, in a sentence or two. */
  summary: string;
  parties: readonly string[];
  effectiveFrom: Day;
  effectiveTo: Day | null;
  scope: AgreementScope;
  rules: readonly Rule[];
  /** The funds that were chosen for it: new rules are offered them first. */
  startFundIds?: readonly string[];
}

/**
 * Writes a new agreement, or the next version of one, as a draft that nobody is bound by. Throws Problem
 * not-allowed `agreement-writer-only`, not-found `no-such-agreement`, conflict `version-open`.
 */
export async function draftAgreement(
  tx: Tx,
  input: { agreement: NewAgreement; actor: Actor; at: Date },
): Promise<{ agreementId: string; version: number }> {
  requireAgreementWriter(input.actor);
  const given = input.agreement;
  const { agreementId, version } = given.agreementId
    ? await nextVersion(tx, given.agreementId)
    : await newAgreement(tx, given, input.at);
  await tx.insert(agreementVersion).values({
    agreementId,
    version,
    state: "draft",
    summary: given.summary,
    rules: rulesToJson(given.rules),
    scope: given.scope,
    effectiveFrom: given.effectiveFrom,
    effectiveTo: given.effectiveTo,
    startFundIds: [...(given.startFundIds ?? [])],
  });
  const parties = [...new Set(given.parties)];
  await insertRows(
    tx,
    agreementParty,
    parties.map((organisationCode) => ({ agreementId, version, organisationCode })),
  );
  await recordEvent(tx, {
    stream: `agreement:${agreementId}`,
    action: "agreement.drafted",
    summary: `Drafted ${given.title}, version ${version}`,
    actor: input.actor,
    at: input.at,
    after: { version, parties, scope: given.scope, rules: rulesToJson(given.rules) },
  });
  return { agreementId, version };
}

async function newAgreement(tx: Tx, given: NewAgreement, at: Date) {
  const id = await drawNumber(tx, "agreement");
  await tx.insert(agreement).values({
    id,
    title: given.title,
    ownerCode: given.ownerCode,
    programmeId: given.programmeId ?? null,
    createdAt: at,
  });
  return { agreementId: id, version: 1 };
}

async function nextVersion(tx: Tx, agreementId: string) {
  const [parent] = await tx.select().from(agreement).where(eq(agreement.id, agreementId)).for("update");
  if (!parent) throw new Problem("not-found", "no-such-agreement", `There is no agreement ${agreementId}.`);
  const [latest] = await tx
    .select({ version: agreementVersion.version, state: agreementVersion.state })
    .from(agreementVersion)
    .where(eq(agreementVersion.agreementId, agreementId))
    .orderBy(desc(agreementVersion.version))
    .limit(1);
  if (latest?.state === "draft" || latest?.state === "proposed") {
    throw new Problem("conflict", "version-open", {
      title: `Version ${latest.version} of ${agreementId} is still ${latest.state === "draft" ? "a draft" : "open for signature"}.`,
      detail: "Finish or end that version first. An agreement has one open version at a time.",
    });
  }
  return { agreementId, version: (latest?.version ?? 0) + 1 };
}
