import { and, desc, eq, lte } from "drizzle-orm";
import type { Queryable } from "~db";
import { profileVersion } from "~db/schema/applications";
import { organisation, organisationFact } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { Problem } from "../../shared/problem";
import type { Day } from "../../shared/day";
import { readCosts } from "../application-content";
import type { Need, Profile, RegisterFacts, Readiness } from "./profile";

/**
 * What the registers say of an organisation on a day. Throws Problem not-found for an unknown code. Codes:
 * not-found `no-such-organisation`.
 */
export async function registerFacts(
  q: Queryable,
  input: { organisationCode: string; on: Day },
): Promise<RegisterFacts> {
  const [row] = await q.select().from(organisation).where(eq(organisation.code, input.organisationCode));
  if (!row) throw new Problem("not-found", "no-such-organisation", "There is no such organisation.");
  const [icb] = row.icbCode
    ? await q.select({ name: organisation.name }).from(organisation).where(eq(organisation.code, row.icbCode))
    : [];
  const facts = await q
    .selectDistinctOn([organisationFact.name])
    .from(organisationFact)
    .where(and(eq(organisationFact.organisationCode, row.code), lte(organisationFact.asAt, input.on)))
    .orderBy(organisationFact.name, desc(organisationFact.asAt));
  return {
    code: row.code,
    name: row.name,
    kind: row.kind,
    regionCode: row.regionCode,
    icbCode: row.icbCode,
    icbName: icb?.name ?? null,
    // Our care providers come from the Commission's own register.
    cqcRegistered: row.scheme === "cqc" ? row.closedOn === null || row.closedOn >= input.on : null,
    dsptStatus: facts.find(({ name }) => name === "dspt_status")?.textValue ?? null,
    counts: facts.flatMap(({ name, numberValue, asAt, source }) =>
      numberValue === null ? [] : [{ name, value: numberValue, asAt, source }],
    ),
  };
}

/** The newest version of an organisation's profile; version 0 while there is none. */
export async function profileOf(q: Queryable, organisationCode: string): Promise<Profile> {
  const [row] = await q
    .select()
    .from(profileVersion)
    .where(eq(profileVersion.organisationCode, organisationCode))
    .orderBy(desc(profileVersion.version))
    .limit(1);
  if (!row) return { version: 0, readiness: null, needs: [] };
  return {
    version: row.version,
    readiness: row.readiness as Readiness | null,
    needs: row.needs.map((need) => ({ ...need, costs: readCosts(need.costs) }) as Need),
  };
}

/**
 * A profile with what the registers say and who saved which version, newest first. Throws Problem not-found
 * `no-such-organisation`.
 */
export async function profileView(q: Queryable, input: { organisationCode: string; on: Day }) {
  const [facts, profile, versions] = await Promise.all([
    registerFacts(q, input),
    profileOf(q, input.organisationCode),
    q
      .select({
        version: profileVersion.version,
        change: profileVersion.change,
        savedAt: profileVersion.savedAt,
        savedBy: user.name,
      })
      .from(profileVersion)
      .innerJoin(user, eq(user.id, profileVersion.savedBy))
      .where(eq(profileVersion.organisationCode, input.organisationCode))
      .orderBy(desc(profileVersion.version))
      .limit(20),
  ]);
  return { facts, profile, versions };
}
