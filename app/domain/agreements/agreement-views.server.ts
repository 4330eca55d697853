// Over 300 lines: every read of signed agreements, whose parties, names and days are asked for in one way.
import {
  and,
  asc,
  desc,
  eq,
  exists,
  getTableColumns,
  gte,
  isNotNull,
  isNull,
  lte,
  or,
  sql,
} from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber } from "~db/number-order";
import { agreement, agreementParty, agreementVersion } from "~db/schema/agreements";
import { framework, lot } from "~db/schema/frameworks";
import { fund, programme } from "~db/schema/funding";
import { agreementAcceptance } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import type { Day } from "~/domain/shared/day";
import { compareNumbers } from "~/domain/shared/document-number";
import { Problem } from "~/domain/shared/problem";
import {
  statusOf,
  type AgreementScope,
  type AgreementStatus,
  type AgreementState,
  type AgreementVersion,
} from "./agreement";
import type { CostCategory } from "./rules/cost-line";
import { agreementFor as choose } from "./rules/precedence";
import { ruleSentence, type NameOf } from "./rules/rule-sentence";
import { rulesFromJson } from "./rules/rules-json";
import { scopeLines, type ScopeLine } from "./rules/scope-words";
import { toVersion } from "./stored-version";

export interface PurchaseQuery {
  buyerCode: string;
  buyerKind: string;
  icbCode?: string | null;
  regionCode?: string | null;
  programmeIds?: readonly string[];
  frameworkId?: string | null;
  lotId?: string | null;
  category?: CostCategory | null;
  on: Day;
}

/** The version that applies to a purchase on a day: the most specific scope, then the latest; null when none does. */
export async function agreementFor(q: Queryable, purchase: PurchaseQuery): Promise<AgreementVersion | null> {
  return choose(await versionsOn(q, purchase.on), {
    orderDate: purchase.on,
    buyerCode: purchase.buyerCode,
    buyerKind: purchase.buyerKind,
    icbCode: purchase.icbCode,
    region: purchase.regionCode,
    programmeIds: purchase.programmeIds,
    frameworkId: purchase.frameworkId,
    lotId: purchase.lotId,
    category: purchase.category,
  });
}

/**
 * Every signed version whose dates hold the day, whatever became of it later. Both ends of a version are
 * inclusive London days.
 */
export async function versionsOn(q: Queryable, on: Day): Promise<AgreementVersion[]> {
  const rows = await q
    .select({
      version: agreementVersion,
      title: agreement.title,
      parties: sql<string[]>`array(
        select ${agreementParty.organisationCode} from ${agreementParty}
          join ${organisation} on ${organisation.code} = ${agreementParty.organisationCode}
          where ${agreementParty.agreementId} = ${agreementVersion.agreementId}
            and ${agreementParty.version} = ${agreementVersion.version}
          order by ${organisation.name})`,
    })
    .from(agreementVersion)
    .innerJoin(agreement, eq(agreement.id, agreementVersion.agreementId))
    .where(appliesOn(on))
    .orderBy(byNumber(agreementVersion.agreementId), asc(agreementVersion.version));
  return rows.map(({ version, title, parties }) => toVersion(version, title, parties));
}

/** That a version was signed by all and its dates hold the day, whatever became of it later. */
function appliesOn(on: Day) {
  return and(
    isNotNull(agreementVersion.inForceAt),
    lte(agreementVersion.effectiveFrom, on),
    or(isNull(agreementVersion.effectiveTo), gte(agreementVersion.effectiveTo, on)),
  );
}

const sameVersion = (
  a: { agreementId: string; version: number },
  b: { agreementId: string; version: number },
) => a.agreementId === b.agreementId && a.version === b.version;

export interface PartyView {
  agreementId: string;
  version: number;
  organisationCode: string;
  organisationName: string;
  signatoryName: string | null;
  signedBy: string | null;
  signedAt: Date | null;
}

async function partiesOf(q: Queryable, agreementIds: readonly string[]): Promise<PartyView[]> {
  if (agreementIds.length === 0) return [];
  return q
    .select({
      agreementId: agreementParty.agreementId,
      version: agreementParty.version,
      organisationCode: agreementParty.organisationCode,
      organisationName: organisation.name,
      signatoryName: agreementParty.signatoryName,
      signedBy: agreementParty.signedBy,
      signedAt: agreementParty.signedAt,
    })
    .from(agreementParty)
    .innerJoin(organisation, eq(organisation.code, agreementParty.organisationCode))
    .where(isAnyOf(agreementParty.agreementId, [...new Set(agreementIds)]))
    .orderBy(asc(organisation.name));
}

/** Who signed some versions of agreements, and when. */
export async function signaturesOf(
  q: Queryable,
  versions: readonly { agreementId: string; version: number }[],
): Promise<PartyView[]> {
  const parties = await partiesOf(
    q,
    versions.map((each) => each.agreementId),
  );
  return parties.filter((party) => versions.some((each) => sameVersion(each, party)));
}

export interface AgreementRow {
  agreementId: string;
  title: string;
  version: number;
  state: AgreementState;
  /** What it is today, by its dates. */
  status: AgreementStatus;
  summary: string;
  ownerName: string;
  effectiveFrom: Day;
  effectiveTo: Day | null;
  parties: PartyView[];
  /** The version in force, where a newer one is being written or signed. */
  inForceVersion: number | null;
}

/**
 * The newest version of each agreement, among those in the states, or those that apply to orders of today; `party` keeps
 * to those that an organisation signs, was told that it pays by, or accepted with its first purchase.
 */
export async function agreementsList(
  q: Queryable,
  input: { states?: readonly AgreementState[]; inForce?: boolean; party?: string; today: Day },
): Promise<AgreementRow[]> {
  const { today } = input;
  const rows = await q
    .selectDistinctOn([agreementVersion.agreementId], {
      agreementId: agreementVersion.agreementId,
      title: agreement.title,
      version: agreementVersion.version,
      state: agreementVersion.state,
      summary: agreementVersion.summary,
      ownerName: organisation.name,
      effectiveFrom: agreementVersion.effectiveFrom,
      effectiveTo: agreementVersion.effectiveTo,
    })
    .from(agreementVersion)
    .innerJoin(agreement, eq(agreement.id, agreementVersion.agreementId))
    .innerJoin(organisation, eq(organisation.code, agreement.ownerCode))
    .where(
      and(
        input.states ? isAnyOf(agreementVersion.state, [...input.states]) : undefined,
        input.inForce ? appliesOn(today) : undefined,
        input.party
          ? or(
              exists(partyRow(q, input.party)),
              sql`${input.party}::text = any(${agreementVersion.payersTold})`,
              exists(acceptanceRow(q, input.party)),
            )
          : undefined,
      ),
    )
    .orderBy(agreementVersion.agreementId, desc(agreementVersion.version));
  rows.sort((a, b) => compareNumbers(a.agreementId, b.agreementId));
  const parties = await partiesOf(
    q,
    rows.map((row) => row.agreementId),
  );
  const inForce = await q
    .select({ agreementId: agreementVersion.agreementId, version: agreementVersion.version })
    .from(agreementVersion)
    .where(appliesOn(today));
  const versions = new Map(inForce.map((each) => [each.agreementId, each.version]));
  return rows.map((row) => ({
    ...row,
    state: row.state as AgreementState,
    status: statusOf({ ...row, state: row.state as AgreementState }, today),
    inForceVersion: versions.get(row.agreementId) ?? null,
    parties: parties.filter((each) => sameVersion(each, row)),
  }));
}

/** That an organisation is a party to the version of the row around it. */
function partyRow(q: Queryable, organisationCode: string) {
  return q
    .select({ one: sql`1` })
    .from(agreementParty)
    .where(
      and(
        eq(agreementParty.agreementId, agreementVersion.agreementId),
        eq(agreementParty.version, agreementVersion.version),
        eq(agreementParty.organisationCode, organisationCode),
      ),
    );
}

/** That an organisation accepted the version of the row around it with its first purchase. */
function acceptanceRow(q: Queryable, organisationCode: string) {
  return q
    .select({ one: sql`1` })
    .from(agreementAcceptance)
    .where(
      and(
        eq(agreementAcceptance.agreementId, agreementVersion.agreementId),
        eq(agreementAcceptance.version, agreementVersion.version),
        eq(agreementAcceptance.organisationCode, organisationCode),
      ),
    );
}

export interface AgreementVersionView extends Omit<
  AgreementRow,
  "title" | "ownerName" | "agreementId" | "inForceVersion"
> {
  scope: AgreementScope;
  /** The scope in words, without what does not matter. */
  covers: ScopeLine[];
  rules: { ruleNumber: number; sentence: string }[];
  proposedAt: Date | null;
  inForceAt: Date | null;
  endReason: string | null;
  proposedBy: string | null;
  /** How many organisations pay by it without being a party, and were told when it was proposed. */
  payersTold: number;
}

export interface AgreementView {
  agreementId: string;
  title: string;
  ownerName: string;
  programmeId: string | null;
  /** Newest first. */
  versions: AgreementVersionView[];
}

/**
 * One agreement with every version in sentences and what it is on a day, its parties and signatures; for a
 * party, those versions that it is a party to, was told that it pays by or accepted with its first purchase,
 * and that were proposed. Throws Problem not-found `no-such-agreement`.
 */
export async function agreementView(
  q: Queryable,
  input: { agreementId: string; on: Day; party?: string },
): Promise<AgreementView> {
  const [row] = await q
    .select({ agreement, ownerName: organisation.name })
    .from(agreement)
    .innerJoin(organisation, eq(organisation.code, agreement.ownerCode))
    .where(eq(agreement.id, input.agreementId));
  const parties = row ? await partiesOf(q, [input.agreementId]) : [];
  const { party } = input;
  const all = await q
    .select({
      ...getTableColumns(agreementVersion),
      accepted: party ? sql<boolean>`${exists(acceptanceRow(q, party))}` : sql<boolean>`false`,
    })
    .from(agreementVersion)
    .where(eq(agreementVersion.agreementId, input.agreementId))
    .orderBy(desc(agreementVersion.version));
  const concerns = (version: (typeof all)[number]) =>
    version.state !== "draft" &&
    (parties.some((each) => each.version === version.version && each.organisationCode === party) ||
      version.payersTold.includes(party ?? "") ||
      version.accepted);
  const versions = input.party ? all.filter(concerns) : all;
  if (!row || (input.party && versions.length === 0)) {
    throw new Problem("not-found", "no-such-agreement", `There is no agreement ${input.agreementId}.`);
  }
  const nameOf = await namesIn(
    q,
    versions.map((version) => [version.rules, version.scope]),
  );
  return {
    agreementId: row.agreement.id,
    title: row.agreement.title,
    ownerName: row.ownerName,
    programmeId: row.agreement.programmeId,
    versions: versions.map((version) => ({
      version: version.version,
      state: version.state as AgreementState,
      status: statusOf({ ...version, state: version.state as AgreementState }, input.on),
      summary: version.summary,
      effectiveFrom: version.effectiveFrom,
      effectiveTo: version.effectiveTo,
      proposedAt: version.proposedAt,
      inForceAt: version.inForceAt,
      endReason: version.endReason,
      proposedBy: version.proposedBy,
      payersTold: version.payersTold.length,
      scope: version.scope as AgreementScope,
      covers: scopeLines(version.scope as AgreementScope, nameOf).filter((line) => line.value !== null),
      parties: parties.filter((each) => each.version === version.version),
      rules: rulesFromJson(version.rules).map((rule) => ({
        ruleNumber: rule.ruleNumber,
        sentence: ruleSentence(rule, nameOf),
      })),
    })),
  };
}

/** Names for every organisation, fund, programme, framework and lot that stored values mention, wherever they do. */
export async function namesIn(q: Queryable, storedRules: readonly unknown[]): Promise<NameOf> {
  const words = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === "string") words.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  storedRules.forEach(collect);
  if (words.size === 0) return (code) => code;
  const codes = [...words];
  const named = (table: typeof lot | typeof framework | typeof programme | typeof fund) =>
    q.select({ code: table.id, name: table.name }).from(table).where(isAnyOf(table.id, codes));
  // One round trip: every page and every calculation that shows a rule asks for names.
  const rows = await unionAll(
    named(lot),
    named(framework),
    named(programme),
    named(fund),
    q
      .select({ code: organisation.code, name: organisation.name })
      .from(organisation)
      .where(isAnyOf(organisation.code, codes)),
  );
  const names = new Map(rows.map((each) => [each.code, each.name]));
  return (code) => names.get(code) ?? code;
}
