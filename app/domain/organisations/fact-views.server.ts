import { and, asc, eq, gte, isNull, lte, or, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf, textRows } from "~db/lists";
import {
  organisation,
  organisationFact,
  organisationRelationship,
  organisationRole,
  organisationSuccession,
} from "~db/schema/organisations";
import type { Day } from "../shared/day";

/** A dated fact about an organisation: 9,373 registered patients, "Standards met". */
export interface RecordedFact {
  code: string;
  name: string;
  asAt: Day;
  number: bigint | null;
  text: string | null;
  source: string;
}

/** Every value of some facts of some organisations up to a day, the oldest first. */
export async function factsOf(
  q: Queryable,
  input: { codes: readonly string[]; names: readonly string[]; until: Day },
): Promise<RecordedFact[]> {
  if (input.codes.length === 0) return [];
  return q
    .select({
      code: organisationFact.organisationCode,
      name: organisationFact.name,
      asAt: organisationFact.asAt,
      number: organisationFact.numberValue,
      text: organisationFact.textValue,
      source: organisationFact.source,
    })
    .from(organisationFact)
    .where(
      and(
        isAnyOf(organisationFact.organisationCode, [...new Set(input.codes)]),
        isAnyOf(organisationFact.name, [...input.names]),
        lte(organisationFact.asAt, input.until),
      ),
    )
    .orderBy(asc(organisationFact.asAt), asc(organisationFact.organisationCode));
}

/** The ODS roles that an organisation has on a day. */
export async function rolesOn(q: Queryable, code: string, on: Day): Promise<string[]> {
  const rows = await q
    .select({ roleId: organisationRole.roleId })
    .from(organisationRole)
    .where(
      and(
        eq(organisationRole.organisationCode, code),
        or(isNull(organisationRole.validFrom), lte(organisationRole.validFrom, on)),
        or(isNull(organisationRole.validTo), gte(organisationRole.validTo, on)),
      ),
    )
    .orderBy(asc(organisationRole.roleId));
  return rows.map((row) => row.roleId);
}

/** The open CQC registrations of a provider on a day: its own, or those of the sites it operates. */
export async function cqcRegistrationsOf(
  q: Queryable,
  code: string,
  on: Day,
): Promise<{ code: string; name: string }[]> {
  return q
    .select({ code: organisation.code, name: organisation.name })
    .from(organisation)
    .where(
      and(
        eq(organisation.scheme, "cqc"),
        or(isNull(organisation.openedOn), lte(organisation.openedOn, on)),
        or(isNull(organisation.closedOn), gte(organisation.closedOn, on)),
        or(
          eq(organisation.code, code),
          sql`exists (select 1 from ${organisationRelationship} where ${organisationRelationship.organisationCode} = ${organisation.code}
            and ${organisationRelationship.targetCode} = ${code} and ${organisationRelationship.relationshipId} = 'RE6')`,
        ),
      ),
    )
    .orderBy(asc(organisation.code));
}

export interface RecordedSuccession {
  predecessorCode: string;
  successorCode: string;
  effectiveOn: Day;
  source: string;
}

/** Every succession linked to some organisations, however far away. */
export async function successionsOf(q: Queryable, codes: readonly string[]): Promise<RecordedSuccession[]> {
  if (codes.length === 0) return [];
  return q
    .select()
    .from(organisationSuccession)
    .where(
      sql`${organisationSuccession.predecessorCode} in (
            with recursive linked(code) as (
              ${textRows(codes)}
              union
              select case when s.predecessor_code = linked.code then s.successor_code else s.predecessor_code end
              from organisation_succession s join linked on linked.code in (s.predecessor_code, s.successor_code)
            ) select code from linked)`,
    )
    .orderBy(asc(organisationSuccession.effectiveOn), asc(organisationSuccession.predecessorCode));
}
