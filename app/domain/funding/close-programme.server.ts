import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { programme } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { requireReason } from "~/domain/shared/reason";
import type { Day } from "../shared/day";
import { lockProgramme } from "./lock-programme.server";
import { whyNotClose } from "./programme";

/**
 * Closes a programme: no fund is opened in it any more, and its public page says since when. Refused while one of its
 * funds is open or still to open. Throws Problem conflict `programme-closed`, rule-broken `programme-has-open-funds`, and
 * what its guards throw: not-found `no-such-programme`, bad-request `reason-missing` and `reason-too-long`, not-allowed `funding-officer-only`.
 */
export async function closeProgramme(
  tx: Tx,
  input: { programmeId: string; reason: string; actor: Actor; at: Date; today: Day },
): Promise<void> {
  requireFundingOfficer(input.actor);
  const held = await lockProgramme(tx, input.programmeId);
  const reason = requireReason(input.reason, "Say why the programme closes.");
  const refusal = whyNotClose(held, input.today);
  if (refusal) throw refusal;
  await tx.update(programme).set({ closedOn: input.today }).where(eq(programme.id, held.id));
  await recordEvent(tx, {
    stream: `programme:${held.id}`,
    action: "programme.closed",
    summary: `Closed programme ${held.name}: ${reason}`,
    actor: input.actor,
    at: input.at,
    before: { closedOn: null },
    after: { closedOn: input.today, reason },
  });
}
