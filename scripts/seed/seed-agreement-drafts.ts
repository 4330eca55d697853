import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { agreement } from "~db/schema/agreements";
import { changeDraft } from "~/domain/agreements/draft/change-draft.server";
import { versionWithNames } from "~/domain/agreements/checks/check-views.server";
import { draftAgreement } from "~/domain/agreements/draft/draft-agreement.server";
import type { DraftChange } from "~/domain/agreements/draft/draft-change";
import { draftNextVersion } from "~/domain/agreements/draft/draft-next-version.server";
import { proposeAgreement } from "~/domain/agreements/propose-agreement.server";
import { signAgreement } from "~/domain/agreements/sign-agreement.server";
import { templateById } from "~/domain/agreements/rules/templates";
import type { Actor } from "~/domain/audit/event";
import { financialYearOf, financialYearPeriod, formatFinancialYear } from "~/domain/shared/financial-year";
import type { SeedTime } from "./seed-time";

const HOSPITALS = "frontline-digitisation-demo";

/** What is being written: next year's version of an agreement, open for signature, and a draft that is not sound yet. */
export async function seedAgreementDrafts(
  tx: Tx,
  officer: Actor,
  colleague: Actor,
  time: SeedTime,
): Promise<void> {
  const next = financialYearOf(time.today) + 1;
  const { from } = financialYearPeriod(next);
  await proposeNextYear(tx, officer, colleague, time, from);
  const template = templateById("taper")!;
  const at = time.at(time.daysAgo(2));
  const drafted = await draftAgreement(tx, {
    actor: officer,
    at,
    agreement: {
      title: `Diagnostics in the community ${formatFinancialYear(next)}`,
      ownerCode: "X24",
      summary: template.summary,
      parties: ["X24", "QWO"],
      effectiveFrom: from,
      effectiveTo: null,
      scope: { icbCodes: ["QWO"], buyerKinds: ["trust"] },
      rules: template.rules({ funder: "X24", funds: [], effectiveFrom: from }),
    },
  });
  // On top of all in the first year: the check says so, and somebody has to mend it.
  await changeDraft(tx, {
    ...drafted,
    seen: 0,
    actor: officer,
    at,
    change: {
      part: "add-rule",
      rule: {
        shape: "percentage",
        ruleNumber: 1,
        payer: "QWO",
        portion: 2_500,
        when: { categories: ["licence-subscription"] },
      },
    },
  });
}

/** The hospitals' agreement with a smaller share from April, signed by NHS England and waiting for the trusts. */
async function proposeNextYear(
  tx: Tx,
  officer: Actor,
  colleague: Actor,
  time: SeedTime,
  from: ReturnType<typeof financialYearPeriod>["from"],
): Promise<void> {
  const [hospitals] = await tx
    .select({ id: agreement.id })
    .from(agreement)
    .where(eq(agreement.programmeId, HOSPITALS))
    .orderBy(asc(agreement.id))
    .limit(1);
  if (!hospitals) return;
  const next = financialYearOf(from);
  const [wrote, proposed, signed] = [9, 7, 6].map((days) => time.at(time.daysAgo(days)));
  const made = await draftNextVersion(tx, {
    agreementId: hospitals.id,
    actor: officer,
    at: wrote!,
    today: time.daysAgo(9),
  });
  const changes: DraftChange[] = [
    // Until the last year that its funds have money of.
    { part: "dates", effectiveFrom: from, effectiveTo: financialYearPeriod(next + 1).to },
    {
      part: "words",
      title: "Frontline Digitisation: systems for hospitals",
      summary:
        "From April NHS England pays 40% of licences instead of half, and 60% of implementation as before, up to £400,000 an order. The trust pays the rest.",
    },
  ];
  for (const [seen, change] of changes.entries())
    await changeDraft(tx, { ...made, seen, change, actor: officer, at: wrote! });
  await lowerLicences(tx, made, changes.length, officer, wrote!);
  await proposeAgreement(tx, { ...made, actor: officer, at: proposed! });
  await signAgreement(tx, { ...made, organisationCode: "X24", actor: colleague, at: signed! });
}

async function lowerLicences(
  tx: Tx,
  made: { agreementId: string; version: number },
  seen: number,
  actor: Actor,
  at: Date,
): Promise<void> {
  const found = await versionWithNames(tx, made.agreementId, made.version);
  const rule = found?.version.rules.find((each) => each.shape === "percentage");
  if (!rule) return;
  const change = { part: "change-rule", rule: { ...rule, portion: 4_000 } } as const;
  await changeDraft(tx, { ...made, seen, change, actor, at });
}
