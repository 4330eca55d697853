import type { Tx } from "~db";
import { addProfileVersion, type ProfileChange } from "./add-profile-version.server";
import type { Readiness } from "./profile";

/**
 * Saves where the actor's organisation stands, as a new version of its profile. Throws Problem conflict
 * `changed-meanwhile`, not-allowed `procurement-lead-only`.
 */
export async function saveReadiness(tx: Tx, input: ProfileChange & { readiness: Readiness }): Promise<void> {
  await addProfileVersion(tx, input, (profile) => ({
    profile: { readiness: input.readiness, needs: profile.needs },
    text: "Said where the organisation stands",
  }));
}
