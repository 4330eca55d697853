import { and, eq, gte, isNotNull, isNull, or } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { agreement, agreementParty, agreementVersion } from "~db/schema/agreements";
import { lot } from "~db/schema/frameworks";
import { fund } from "~db/schema/funding";
import { organisation } from "~db/schema/organisations";
import { membership } from "~db/schema/people";
import { formatDay, type Day } from "~/domain/shared/day";
import type { AgreementVersion } from "../agreement";
import { namesIn } from "../agreement-views.server";
import { checkAgreement, checkBeforeSigning } from "./check-agreement";
import { clash, namedText, type Contradiction, type OwnedFund } from "./contradiction";
import type { Nature } from "../rules/cost-line";
import { fundDayWarnings } from "./fund-days";
import { overlapsOf, type KnownPlaces, type Overlap } from "./overlap";
import type { NameOf } from "../rules/rule-sentence";
import { SIGNING_ROLES } from "../signing";
import { toVersion } from "../stored-version";

const NO_SUMMARY = "It has no summary. Say in a sentence or two who pays what, for those who sign it.";

/** Every fund, as far as the check asks. */
export async function knownFunds(q: Queryable): Promise<OwnedFund[]> {
  const rows = await q
    .select({
      fundId: fund.id,
      name: fund.name,
      financialYear: fund.financialYear,
      nature: fund.nature,
      payerCode: fund.payerCode,
      closesOn: fund.closesOn,
    })
    .from(fund);
  return rows.map((row) => ({ ...row, nature: row.nature as Nature }));
}

/**
 * Everything for which a version cannot be proposed: what its rules say against each other, against the funds they
 * name, and against the version that it would take over from; and a missing summary. Payers and funds are named in the
 * texts.
 */
export async function clashesOf(
  q: Queryable,
  version: AgreementVersion,
  summary: string,
): Promise<Contradiction[]> {
  const funds = await knownFunds(q);
  const found = [
    ...checkBeforeSigning(version, funds),
    ...(await successionClashes(q, version)),
    ...(summary.trim() === "" ? [clash("no-summary", [], NO_SUMMARY)] : []),
  ];
  return named(q, version, funds, found);
}

/** What the rules of a version say against each other and against the funds they name, with payers and funds named in the texts. */
export async function ruleClashesOf(q: Queryable, version: AgreementVersion): Promise<Contradiction[]> {
  const funds = await knownFunds(q);
  return named(q, version, funds, checkAgreement(version, funds));
}

async function named(
  q: Queryable,
  version: AgreementVersion,
  funds: readonly OwnedFund[],
  found: readonly Contradiction[],
): Promise<Contradiction[]> {
  if (found.length === 0) return [];
  const owners = [...new Set(funds.map(({ payerCode }) => payerCode))];
  const nameOf = await namesIn(q, [version.rules, version.parties, owners]);
  // A fund is named with its code by the check itself.
  const funded = new Set(funds.map(({ fundId }) => fundId));
  const codes = [...new Set([...codesIn(version), ...owners])].filter((code) => !funded.has(code));
  return found.map((each) => ({ ...each, text: namedText(each.text, codes, nameOf) }));
}

/** The codes that a text of the check may hold: those of payers, parties and funds. */
function codesIn({ rules, parties }: AgreementVersion): string[] {
  const codes = new Set(parties);
  const collect = (value: unknown): void => {
    if (typeof value === "string" && /^[A-Za-z0-9][\w-]*\d[\w-]*$|^[A-Z0-9]{3,}$/.test(value))
      codes.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  rules.forEach(collect);
  return [...codes];
}

/** A version takes over from a date; one that began later or on the same day could not be followed by it. */
async function successionClashes(q: Queryable, version: AgreementVersion): Promise<Contradiction[]> {
  if (version.parties.length === 0) {
    return [clash("no-parties", [], "No organisation is a party to it. Name those who sign.")];
  }
  const inForce = await q
    .select({ number: agreementVersion.version, from: agreementVersion.effectiveFrom })
    .from(agreementVersion)
    .where(
      and(
        eq(agreementVersion.agreementId, version.agreementId),
        isAnyOf(agreementVersion.state, ["in_force"]),
      ),
    );
  return inForce
    .filter((earlier) => earlier.from >= version.effectiveFrom)
    .map((earlier) =>
      clash(
        "takes-over-too-early",
        [],
        `Version ${earlier.number} is in force from ${formatDay(earlier.from)}, so this version must begin after that day.`,
      ),
    );
}

/** The other signed agreements that could cover the same purchases from a day on, and which goes before which. */
export async function overlapsFrom(q: Queryable, version: AgreementVersion, today: Day): Promise<Overlap[]> {
  const rows = await q
    .select({ version: agreementVersion, title: agreement.title })
    .from(agreementVersion)
    .innerJoin(agreement, eq(agreement.id, agreementVersion.agreementId))
    .where(
      and(
        // Whatever became of it: a version that is superseded or ended from a later day still applies until then.
        isNotNull(agreementVersion.inForceAt),
        or(isNull(agreementVersion.effectiveTo), gte(agreementVersion.effectiveTo, today)),
      ),
    );
  const others = rows.map((row) => toVersion(row.version, row.title, []));
  return overlapsOf(version, others, await placesOf(q, [version, ...others]));
}

/** Where the organisations, boards and lots stand that these versions name. */
async function placesOf(q: Queryable, versions: readonly AgreementVersion[]): Promise<KnownPlaces> {
  const all = (part: "organisations" | "icbCodes" | "lots") => [
    ...new Set(versions.flatMap(({ scope }) => scope[part] ?? [])),
  ];
  const codes = [...all("organisations"), ...all("icbCodes")];
  const [bodies, lots] = await Promise.all([
    q
      .select({
        code: organisation.code,
        kind: organisation.kind,
        icbCode: organisation.icbCode,
        region: organisation.regionCode,
      })
      .from(organisation)
      .where(isAnyOf(organisation.code, codes)),
    q
      .select({ id: lot.id, frameworkId: lot.frameworkId })
      .from(lot)
      .where(isAnyOf(lot.id, all("lots"))),
  ]);
  return {
    organisations: new Map(bodies.map(({ code, ...place }) => [code, place])),
    regionOfBoard: new Map(bodies.map(({ code, region }) => [code, region])),
    frameworkOfLot: new Map(lots.map(({ id, frameworkId }) => [id, frameworkId])),
  };
}

/** One stored version with its title and parties, and a name for every code it holds; null when there is none. */
export async function versionWithNames(
  q: Queryable,
  agreementId: string,
  number: number,
): Promise<{
  version: AgreementVersion;
  row: typeof agreementVersion.$inferSelect;
  ownerCode: string;
  nameOf: NameOf;
} | null> {
  const [found] = await q
    .select({ row: agreementVersion, title: agreement.title, ownerCode: agreement.ownerCode })
    .from(agreementVersion)
    .innerJoin(agreement, eq(agreement.id, agreementVersion.agreementId))
    .where(and(eq(agreementVersion.agreementId, agreementId), eq(agreementVersion.version, number)));
  if (!found) return null;
  const parties = await q
    .select({ code: agreementParty.organisationCode })
    .from(agreementParty)
    .where(and(eq(agreementParty.agreementId, agreementId), eq(agreementParty.version, number)));
  const codes = parties.map((party) => party.code).sort();
  const nameOf = await namesIn(q, [found.row.rules, found.row.scope, codes, [found.ownerCode]]);
  const version = toVersion(found.row, found.title, codes);
  return { version, row: found.row, ownerCode: found.ownerCode, nameOf };
}

/** Those of the parties for which nobody may sign here yet: their e-mail would reach nobody. */
export async function partiesWithoutSignatory(q: Queryable, parties: readonly string[]): Promise<string[]> {
  if (parties.length === 0) return [];
  const rows = await q
    .selectDistinct({ code: membership.organisationCode })
    .from(membership)
    .where(and(isAnyOf(membership.organisationCode, [...parties]), isAnyOf(membership.role, SIGNING_ROLES)));
  const able = new Set(rows.map(({ code }) => code));
  return parties.filter((code) => !able.has(code));
}

/** What is seldom meant about the last days of the funds that a version names, one sentence each. */
export async function fundDaysOf(q: Queryable, version: AgreementVersion, today: Day): Promise<string[]> {
  return fundDayWarnings(version, await knownFunds(q), today);
}
