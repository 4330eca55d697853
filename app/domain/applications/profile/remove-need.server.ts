import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { application } from "~db/schema/applications";
import { Problem } from "../../shared/problem";
import { addProfileVersion, type ProfileChange } from "./add-profile-version.server";
import { noSuchNeed } from "../applicant";

/**
 * Takes a need out of the profile. Refused while an application for it is open; earlier ones keep their own
 * copy. Throws Problem rule-broken `need-in-use`, not-found `no-such-need`, conflict `changed-meanwhile`,
 * not-allowed `procurement-lead-only`.
 */
export async function removeNeed(tx: Tx, input: ProfileChange & { needId: string }): Promise<void> {
  const [used] = await tx
    .select({ id: application.id })
    .from(application)
    .where(
      and(
        eq(application.organisationCode, input.actor.organisationCode),
        eq(application.needId, input.needId),
        isAnyOf(application.state, ["draft", "submitted", "returned"]),
      ),
    );
  if (used) {
    throw new Problem("rule-broken", "need-in-use", {
      title: `Application ${used.id} asks for this need.`,
      detail: "Withdraw the application first, or change the need instead.",
      next: { label: `See ${used.id}`, href: `/buying/applications/${used.id}` },
    });
  }
  await addProfileVersion(tx, input, ({ readiness, needs }) => {
    const need = needs.find(({ id }) => id === input.needId);
    if (!need) throw noSuchNeed();
    return {
      profile: { readiness, needs: needs.filter(({ id }) => id !== input.needId) },
      text: `Removed the need ${need.title}`,
    };
  });
}
