import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf } from "~db/lists";
import { agreement, agreementParty, agreementVersion } from "~db/schema/agreements";
import { organisation } from "~db/schema/organisations";
import type { Actor } from "~/domain/audit/event";
import { organisationLabels } from "~/domain/organisations/organisation-views.server";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "~/domain/shared/problem";
import { applyChange, nextRuleNumber, type AgreementDraft, type DraftChange } from "./draft-change";
import { loadVersion } from "../load-version.server";
import type { Rule } from "../rules/rule";
import { rulesFromJson, rulesToJson } from "../rules/rules-json";
import { requireAgreementWriter } from "../signing";
import { requireDraft, requireFreshDraft } from "./stale-draft";

export interface ChangeOfDraft {
  agreementId: string;
  version: number;
  /** The edit count that the person's page showed. */
  seen: number;
  change: DraftChange;
  actor: Actor;
  at: Date;
}

/**
 * Changes one part of a draft in place and records it with what was there before. Throws Problem when it is
 * no draft any more, when somebody changed it since the page was opened, or when the change does not fit.
 * Answers the new edit count, and the number of a rule that was added. Throws Problem rule-broken
 * `title-signed` and `organisation-unknown`, and what its guards throw.
 */
export async function changeDraft(
  tx: Tx,
  input: ChangeOfDraft,
): Promise<{ editCount: number; ruleNumber: number }> {
  requireAgreementWriter(input.actor);
  const { row, state, version } = await loadVersion(tx, input.agreementId, input.version);
  requireDraft(row.agreementId, row.version, state);
  requireFreshDraft({ ...row, seen: input.seen });
  const { change } = input;
  if (change.part === "words" && change.title !== version.title) requireFirstVersion(row.version);
  if (change.part === "add-party") await requireOrganisations(tx, [change.organisationCode]);
  if (change.part === "scope") await requireOrganisations(tx, change.scope.organisations ?? []);
  const ruleNumber = nextRuleNumber(await rulesEver(tx, row.agreementId));
  const party = "organisationCode" in change ? [change.organisationCode] : [];
  const nameOf = await organisationLabels(tx, party);
  const changed = applyChange({ ...version, summary: row.summary }, change, {
    nextNumber: ruleNumber,
    nameOf,
  });
  await writeDraft(tx, row, changed.draft, change.part);
  await recordEvent(tx, {
    stream: `agreement:${row.agreementId}`,
    action: "agreement.draft_changed",
    summary: `${changed.summary} in ${changed.draft.title}, version ${row.version}`,
    actor: input.actor,
    at: input.at,
    before: plain(change, changed.before),
    after: plain(change, changed.after),
  });
  return { editCount: row.editCount + 1, ruleNumber };
}

/** Rules hold bigint, which the trail writes as the database does. */
function plain(change: DraftChange, value: unknown): unknown {
  return change.part.endsWith("-rule") ? rulesToJson(value as Rule[]) : value;
}

type Row = Awaited<ReturnType<typeof loadVersion>>["row"];

async function writeDraft(tx: Tx, row: Row, draft: AgreementDraft, part: DraftChange["part"]): Promise<void> {
  const { agreementId, version } = row;
  await tx
    .update(agreementVersion)
    .set({
      summary: draft.summary,
      scope: draft.scope,
      rules: rulesToJson(draft.rules),
      effectiveFrom: draft.effectiveFrom,
      effectiveTo: draft.effectiveTo,
      editCount: sql`${agreementVersion.editCount} + 1`,
    })
    .where(and(eq(agreementVersion.agreementId, agreementId), eq(agreementVersion.version, version)));
  if (part === "words")
    await tx.update(agreement).set({ title: draft.title }).where(eq(agreement.id, agreementId));
  if (part !== "add-party" && part !== "remove-party") return;
  const ofVersion = and(eq(agreementParty.agreementId, agreementId), eq(agreementParty.version, version));
  await tx.delete(agreementParty).where(ofVersion);
  await insertRows(
    tx,
    agreementParty,
    draft.parties.map((organisationCode) => ({ agreementId, version, organisationCode })),
  );
}

/** The title is that of every version, and the earlier ones have been signed under it. */
function requireFirstVersion(version: number): void {
  if (version === 1) return;
  throw new Problem("rule-broken", "title-signed", {
    title: "The title of an agreement cannot change once its first version has been proposed.",
    detail: "Keep the title, and say in the summary what is new in this version.",
  });
}

async function rulesEver(tx: Tx, agreementId: string): Promise<Rule[]> {
  const rows = await tx
    .select({ rules: agreementVersion.rules })
    .from(agreementVersion)
    .where(eq(agreementVersion.agreementId, agreementId));
  return rows.flatMap((each) => rulesFromJson(each.rules));
}

async function requireOrganisations(tx: Tx, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return;
  const rows = await tx
    .select({ code: organisation.code })
    .from(organisation)
    .where(isAnyOf(organisation.code, [...codes]));
  const known = new Set(rows.map(({ code }) => code));
  const unknown = codes.filter((code) => !known.has(code));
  if (unknown.length === 0) return;
  throw new Problem("rule-broken", "organisation-unknown", {
    title: `There is no organisation with the code ${unknown.join(", ")}.`,
    detail: "Look the code up in the NHS directory, for example RR8 for Leeds Teaching Hospitals NHS Trust.",
  });
}
