import { and, asc, eq, exists, isNotNull, ne, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { byNumber } from "~db/number-order";
import { agreement, agreementParty, agreementVersion } from "~db/schema/agreements";
import type { Actor } from "~/domain/audit/event";
import { Problem } from "~/domain/shared/problem";
import type { VersionRef } from "./scenario";

const CENTRE_ROLES = ["commercial_officer", "assessor", "auditor"];

type Person = Pick<Actor, "organisationCode" | "roles">;

/** What was ever in force is public; what is proposed is its parties' too; drafts are the centre's. */
function readable(q: Queryable, actor: Person): SQL | undefined {
  if (actor.roles.some((role) => CENTRE_ROLES.includes(role))) return undefined;
  const party = q
    .select({ one: sql`1` })
    .from(agreementParty)
    .where(
      and(
        eq(agreementParty.agreementId, agreementVersion.agreementId),
        eq(agreementParty.version, agreementVersion.version),
        eq(agreementParty.organisationCode, actor.organisationCode ?? ""),
      ),
    );
  return or(isNotNull(agreementVersion.inForceAt), and(ne(agreementVersion.state, "draft"), exists(party)));
}

/** The agreement versions whose rules a person may apply in a scenario, by agreement, the newest version first. */
export async function versionChoices(q: Queryable, actor: Person) {
  return q
    .select({
      agreementId: agreementVersion.agreementId,
      version: agreementVersion.version,
      title: agreement.title,
      state: agreementVersion.state,
    })
    .from(agreementVersion)
    .innerJoin(agreement, eq(agreement.id, agreementVersion.agreementId))
    .where(readable(q, actor))
    .orderBy(
      asc(agreement.title),
      byNumber(agreementVersion.agreementId),
      sql`${agreementVersion.version} desc`,
    );
}

/** Throws not-found when the person may not read the version. Codes: rule-broken `no-such-agreement`. */
export async function requireVersionChoice(q: Queryable, ref: VersionRef, actor: Person): Promise<void> {
  const found = await versionChoices(q, actor);
  const { agreementId, version } = ref;
  if (found.some((one) => one.agreementId === agreementId && one.version === version)) return;
  throw new Problem("rule-broken", "no-such-agreement", {
    title: `There is no version ${version} of ${agreementId} that you can use.`,
    detail: "Choose one of the agreements in the list.",
  });
}
