import { and, eq, or, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { containing } from "~db/like";
import { profileVersion } from "~db/schema/applications";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { keysetList, type List, type SortOrder } from "../../shared/keyset.server";

/* What an auditor reads of profiles: the newest version of every organisation that has one. */

export interface AuditedProfile {
  organisationCode: string;
  organisationName: string;
  organisationKind: string;
  version: number;
  /** What the newest version changed, in a sentence. */
  change: string;
  needs: number;
  savedAt: Date;
  savedByName: string;
}

const ORDER: SortOrder = {
  keys: [
    { by: profileVersion.savedAt, type: "timestamptz" },
    { by: profileVersion.organisationCode, type: "text" },
  ],
  descending: true,
};

/** The profiles of every organisation, the latest saved first; `words` are part of its name or code. */
export function profilesForAudit(q: Queryable, { words }: { words?: string } = {}): List<AuditedProfile> {
  const like = containing(words ?? "");
  const found = words
    ? or(sql`${organisation.name} ilike ${like}`, sql`${organisation.code} ilike ${like}`)
    : undefined;
  const newest = sql`${profileVersion.version} = (select max(other.version) from profile_version other
    where other.organisation_code = ${profileVersion.organisationCode})`;
  return keysetList<AuditedProfile>(q, ORDER, (keys, past) =>
    q
      .select({
        organisationCode: profileVersion.organisationCode,
        organisationName: organisation.name,
        organisationKind: sql<string>`${organisation.kind}`,
        version: profileVersion.version,
        change: profileVersion.change,
        needs: sql<number>`jsonb_array_length(${profileVersion.needs})`,
        savedAt: profileVersion.savedAt,
        savedByName: user.name,
        ...keys,
      })
      .from(profileVersion)
      .innerJoin(organisation, eq(organisation.code, profileVersion.organisationCode))
      .innerJoin(user, eq(user.id, profileVersion.savedBy))
      .where(and(newest, found, past)),
  );
}
