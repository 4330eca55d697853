import { withCode } from "~/domain/shared/organisation-words";
import { and, asc, desc, eq, gte, isNull, lte, ne, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import {
  organisation,
  organisationFact,
  organisationRelationship,
  organisationSuccession,
} from "~db/schema/organisations";
import { containing } from "~db/like";
import type { Day } from "../shared/day";
import { isActiveOn, type NamedCode, type OrganisationKind } from "./organisation";
import { predecessorsAt, successorsAt } from "./succession";

export interface OrganisationSummary {
  code: string;
  scheme: string;
  name: string;
  kind: OrganisationKind;
  town: string | null;
  postcode: string | null;
  regionCode: string | null;
  icbCode: string | null;
  openedOn: Day | null;
  closedOn: Day | null;
}

export interface OrganisationDetail extends OrganisationSummary {
  addressLines: string[];
  primaryRole: string | null;
  source: string;
  demonstration: boolean;
  /** Who stands in its place on the day asked for; empty while nobody has replaced it. */
  successors: NamedCode[];
  predecessors: NamedCode[];
}

const summaryColumns = {
  code: organisation.code,
  scheme: organisation.scheme,
  name: organisation.name,
  kind: sql<OrganisationKind>`${organisation.kind}`,
  town: organisation.town,
  postcode: organisation.postcode,
  regionCode: organisation.regionCode,
  icbCode: organisation.icbCode,
  openedOn: organisation.openedOn,
  closedOn: organisation.closedOn,
};

const OPERATED_BY = "RE6";
const PARTNER_TO = "RE8";

/** What is known of some organisations, as far as their codes are; in no order. */
export async function organisationSummaries(
  q: Queryable,
  codes: readonly string[],
): Promise<OrganisationSummary[]> {
  if (codes.length === 0) return [];
  return q
    .select(summaryColumns)
    .from(organisation)
    .where(isAnyOf(organisation.code, [...new Set(codes)]));
}

/** One organisation with who came before and after it as at `on`; null when the code is unknown. */
export async function organisationByCode(
  q: Queryable,
  code: string,
  on: Day,
): Promise<OrganisationDetail | null> {
  const given = code.trim();
  const [row] = await q
    .select({
      ...summaryColumns,
      addressLines: organisation.addressLines,
      primaryRole: organisation.primaryRole,
      source: organisation.source,
      demonstration: organisation.demonstration,
    })
    .from(organisation)
    // People type codes in small letters; our own codes (scheme dovetail) have some.
    .where(isAnyOf(organisation.code, [given, given.toUpperCase()]))
    .limit(1);
  if (!row) return null;
  const successions = await successionsAround(q, row.code);
  const after = successorsAt(successions, row.code, on).filter((one) => one !== row.code);
  const before = predecessorsAt(successions, row.code, on);
  const names = await namesOf(q, [...after, ...before]);
  return { ...row, successors: named(after, names), predecessors: named(before, names) };
}

/** Every recorded succession that is linked to a code, however far away: few rows, walked by the pure rules. */
async function successionsAround(q: Queryable, code: string) {
  const rows = await q
    .select({
      predecessorCode: organisationSuccession.predecessorCode,
      successorCode: organisationSuccession.successorCode,
      effectiveOn: organisationSuccession.effectiveOn,
    })
    .from(organisationSuccession)
    .where(
      sql`${organisationSuccession.predecessorCode} in (
            with recursive linked(code) as (
              select ${code}::text
              union
              select case when s.predecessor_code = linked.code then s.successor_code else s.predecessor_code end
              from organisation_succession s join linked on linked.code in (s.predecessor_code, s.successor_code)
            ) select code from linked)`,
    );
  return rows;
}

async function namesOf(q: Queryable, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await q
    .select({ code: organisation.code, name: organisation.name })
    .from(organisation)
    .where(isAnyOf(organisation.code, [...codes]));
  return new Map(rows.map((row) => [row.code, row.name]));
}

function named(codes: readonly string[], names: ReadonlyMap<string, string>): NamedCode[] {
  return codes.map((code) => ({ code, name: names.get(code) ?? code }));
}

export interface OrganisationSearch {
  /** Part of a name, or a code. */
  words?: string;
  kinds?: readonly OrganisationKind[];
  icbCode?: string;
  /** Leave out what is not open on this day. */
  activeOn?: Day;
  limit?: number;
}

/** Organisations whose code is the words, then those whose name begins with them, holds them or is spelt like them. */
export async function searchOrganisations(
  q: Queryable,
  search: OrganisationSearch,
): Promise<OrganisationSummary[]> {
  const words = (search.words ?? "").trim();
  const conditions: (SQL | undefined)[] = [
    search.kinds ? isAnyOf(organisation.kind, [...search.kinds]) : undefined,
    search.icbCode ? eq(organisation.icbCode, search.icbCode) : undefined,
    search.activeOn ? openOn(search.activeOn) : undefined,
  ];
  const like = containing(words);
  if (words) {
    conditions.push(
      sql`(${organisation.code} = ${words.toUpperCase()} or ${organisation.name} ilike ${like} or ${organisation.name} % ${words})`,
    );
  }
  return q
    .select(summaryColumns)
    .from(organisation)
    .where(and(...conditions))
    .orderBy(
      ...(words
        ? [
            desc(sql`(${organisation.code} = ${words.toUpperCase()})`),
            desc(sql`(${organisation.name} ilike ${like.slice(1)})`),
            desc(sql`(${organisation.name} ilike ${like})`),
            desc(sql`similarity(${organisation.name}, ${words})`),
          ]
        : []),
      asc(organisation.name),
      asc(organisation.code),
    )
    .limit(search.limit ?? 25);
}

function openOn(on: Day): SQL | undefined {
  return and(
    or(isNull(organisation.openedOn), lte(organisation.openedOn, on)),
    or(isNull(organisation.closedOn), gte(organisation.closedOn, on)),
  );
}

/**
 * Whom a buyer may name as recipients of an order, open on a day, by name: an ICB its practices and trusts; a PCN its
 * practices; a trust or care provider itself and the sites it operates; everyone else itself alone.
 */
export async function recipientsOf(q: Queryable, buyerCode: string, on: Day): Promise<OrganisationSummary[]> {
  const [buyer] = await q.select(summaryColumns).from(organisation).where(eq(organisation.code, buyerCode));
  if (!buyer) return [];
  const itself = isActiveOn(buyer, on) ? [buyer] : [];
  if (buyer.kind === "icb") {
    const where = and(
      eq(organisation.icbCode, buyer.code),
      isAnyOf(organisation.kind, ["gp_practice", "trust"]),
    );
    return q
      .select(summaryColumns)
      .from(organisation)
      .where(and(where, openOn(on)))
      .orderBy(asc(organisation.kind), asc(organisation.name), asc(organisation.code));
  }
  if (buyer.kind === "pcn") return relatedTo(q, buyer.code, PARTNER_TO, on);
  if (buyer.kind === "trust" || buyer.kind === "care_provider") {
    return [...itself, ...(await relatedTo(q, buyer.code, OPERATED_BY, on))];
  }
  return itself;
}

async function relatedTo(q: Queryable, targetCode: string, relationshipId: string, on: Day) {
  return q
    .select(summaryColumns)
    .from(organisationRelationship)
    .innerJoin(organisation, eq(organisation.code, organisationRelationship.organisationCode))
    .where(
      and(
        eq(organisationRelationship.targetCode, targetCode),
        eq(organisationRelationship.relationshipId, relationshipId),
        or(isNull(organisationRelationship.validFrom), lte(organisationRelationship.validFrom, on)),
        or(isNull(organisationRelationship.validTo), gte(organisationRelationship.validTo, on)),
        ne(organisation.code, targetCode),
        openOn(on),
      ),
    )
    .orderBy(asc(organisation.name), asc(organisation.code));
}

export interface RegisteredPatients {
  patients: bigint;
  asAt: Day;
  source: string;
}

/** The newest list size of each practice counted on or before a day; a practice without one is not in the map. */
export async function registeredPatientsOf(
  q: Queryable,
  codes: readonly string[],
  on: Day,
): Promise<Map<string, RegisteredPatients>> {
  if (codes.length === 0) return new Map();
  const rows = await q
    .selectDistinctOn([organisationFact.organisationCode], {
      code: organisationFact.organisationCode,
      patients: organisationFact.numberValue,
      asAt: organisationFact.asAt,
      source: organisationFact.source,
    })
    .from(organisationFact)
    .where(
      and(
        isAnyOf(organisationFact.organisationCode, [...codes]),
        eq(organisationFact.name, "registered_patients"),
        lte(organisationFact.asAt, on),
      ),
    )
    .orderBy(organisationFact.organisationCode, desc(organisationFact.asAt));
  const found = new Map<string, RegisteredPatients>();
  for (const row of rows) {
    if (row.patients !== null)
      found.set(row.code, { patients: row.patients, asAt: row.asAt, source: row.source });
  }
  return found;
}

/** "NHS England (X24)": the name with the code beside it, for records that stand on their own. */
export async function organisationLabel(q: Queryable, code: string): Promise<string> {
  const name = await organisationName(q, code);
  return name === code ? code : withCode(name, code);
}

/** The same of many at once: what names a code; one that is not in the directory names itself. */
export async function organisationLabels(
  q: Queryable,
  codes: readonly string[],
): Promise<(code: string) => string> {
  const rows = await q
    .select({ code: organisation.code, name: organisation.name })
    .from(organisation)
    .where(isAnyOf(organisation.code, [...new Set(codes)]));
  const names = new Map(rows.map(({ code, name }) => [code, name]));
  return (code) => withCode(names.get(code) ?? code, code);
}

/** The name of an organisation, for a sentence that a person reads; its code where it has none. */
export async function organisationName(q: Queryable, code: string): Promise<string> {
  const [row] = await q
    .select({ name: organisation.name })
    .from(organisation)
    .where(eq(organisation.code, code));
  return row?.name ?? code;
}
