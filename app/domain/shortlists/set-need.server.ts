import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { shortlist } from "~db/schema/shortlists";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Need } from "./create-shortlist.server";
import { lockShortlistFor } from "./load-shortlist.server";
import { storeQuantities } from "./shortlist";

/**
 * Changes what is needed on an open shortlist: name, lot, quantities, term and start. Throws Problem
 * not-allowed `procurement-lead-only`, not-found `no-such-shortlist`, conflict `wrong-state`.
 */
export async function setNeed(tx: Tx, input: Need & { id: string; actor: Actor; at: Date }): Promise<void> {
  const { id, actor, at, name, need, lotId, termMonths, startsOn } = input;
  const before = await lockShortlistFor(tx, { id, action: "change", actor });
  const quantities = storeQuantities(input.quantities);
  await tx
    .update(shortlist)
    .set({ name, need, lotId, quantities, termMonths, startsOn })
    .where(eq(shortlist.id, id));
  await recordEvent(tx, {
    stream: `shortlist:${id}`,
    action: "shortlist.need-changed",
    summary: `Changed what ${name} needs`,
    actor,
    at,
    before: {
      name: before.name,
      lotId: before.lotId,
      quantities: before.quantities,
      termMonths: before.termMonths,
    },
    after: { name, lotId, quantities, termMonths, startsOn },
  });
}
