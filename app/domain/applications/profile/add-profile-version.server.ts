import type { Tx } from "~db";
import { profileVersion } from "~db/schema/applications";
import { recordEvent } from "~/domain/audit/record-event.server";
import { changedMeanwhile, requireApplicant, type ProviderActor } from "../applicant";
import { storeSums } from "../application-content";
import type { Profile } from "./profile";
import { profileOf } from "./profile-views.server";

export interface ProfileChange {
  actor: ProviderActor;
  at: Date;
  /** The version that the page showed. */
  version: number;
}

/**
 * Saves a new version of the actor's organisation's profile: what `change` makes of the newest. Throws
 * Problem conflict when the page showed an older one; two at once meet at the table's key and one of them is
 * told. Codes: conflict `changed-meanwhile`, not-allowed `procurement-lead-only`.
 */
export async function addProfileVersion(
  tx: Tx,
  input: ProfileChange,
  change: (profile: Profile) => { profile: Omit<Profile, "version">; text: string },
): Promise<number> {
  const actor = requireApplicant(input.actor);
  const before = await profileOf(tx, actor.organisationCode);
  if (before.version !== input.version) throw changedMeanwhile("profile");
  const { profile, text } = change(before);
  const version = before.version + 1;
  const kept = storeSums(profile) as unknown as {
    readiness: Record<string, unknown> | null;
    needs: Record<string, unknown>[];
  };
  await tx.insert(profileVersion).values({
    organisationCode: actor.organisationCode,
    version,
    readiness: kept.readiness,
    needs: kept.needs,
    change: text,
    savedBy: actor.userId,
    savedAt: input.at,
  });
  await recordEvent(tx, {
    stream: `organisation:${actor.organisationCode}`,
    action: "profile.saved",
    summary: `${text} (profile version ${version})`,
    actor,
    at: input.at,
    after: { version },
  });
  return version;
}
