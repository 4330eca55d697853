import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { programme } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { requireReason } from "~/domain/shared/reason";
import { Problem } from "../shared/problem";
import { lockProgramme } from "./lock-programme.server";

/**
 * Opens a closed programme again, so that funds may be opened in it. Throws Problem conflict `programme-open`, and what
 * its guards throw: not-found `no-such-programme`, bad-request `reason-missing` and `reason-too-long`, not-allowed `funding-officer-only`.
 */
export async function reopenProgramme(
  tx: Tx,
  input: { programmeId: string; reason: string; actor: Actor; at: Date },
): Promise<void> {
  requireFundingOfficer(input.actor);
  const held = await lockProgramme(tx, input.programmeId);
  const reason = requireReason(input.reason, "Say why the programme opens again.");
  if (held.closedOn === null)
    throw new Problem("conflict", "programme-open", { title: `${held.name} is open already.` });
  await tx.update(programme).set({ closedOn: null }).where(eq(programme.id, held.id));
  await recordEvent(tx, {
    stream: `programme:${held.id}`,
    action: "programme.reopened",
    summary: `Opened programme ${held.name} again: ${reason}`,
    actor: input.actor,
    at: input.at,
    before: { closedOn: held.closedOn },
    after: { closedOn: null, reason },
  });
}
