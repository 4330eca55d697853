import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { application } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireNextState } from "../shared/state-table";
import { requireApplicant } from "./applicant";
import { APPLICATION_STATES, APPLICATION_WORDS } from "./application";
import { lockApplication } from "./lock-application.server";

/**
 * Takes an application back, until it is decided. What was sent stays on record. Throws Problem not-allowed
 * `procurement-lead-only`, not-found `no-such-application`, conflict `wrong-state`.
 */
export async function withdrawApplication(
  tx: Tx,
  input: { actor: Actor; at: Date; applicationId: string },
): Promise<void> {
  const actor = requireApplicant(input.actor);
  const row = await lockApplication(tx, { ...input, organisationCode: actor.organisationCode });
  const state = requireNextState(APPLICATION_STATES, APPLICATION_WORDS, row.state, "withdraw");
  await tx.update(application).set({ state }).where(eq(application.id, row.id));
  await recordEvent(tx, {
    stream: `application:${row.id}`,
    action: "application.withdrawn",
    summary: `Withdrew application ${row.id}`,
    actor,
    at: input.at,
    before: { state: row.state },
    after: { state },
  });
}
