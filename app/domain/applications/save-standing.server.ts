import type { Tx } from "~db";
import { addProfileVersion, type ProfileChange } from "./add-profile-version.server";
import type { Standing } from "./profile";

/** Saves where the actor's organisation stands, as a new version of its profile. */
export async function saveStanding(tx: Tx, input: ProfileChange & { standing: Standing }): Promise<void> {
  await addProfileVersion(tx, input, (profile) => ({
    profile: { standing: input.standing, needs: profile.needs },
    text: "Said where the organisation stands",
  }));
}
