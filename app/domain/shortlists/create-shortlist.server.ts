import type { Tx } from "~db";
import { shortlist } from "~db/schema/shortlists";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { storeQuantities } from "./shortlist";
import type { Quantities } from "~/domain/pricing/quantity";
import { drawNumber } from "~/domain/shared/draw-number.server";

export interface Need {
  name: string;
  need: string;
  lotId: string | null;
  quantities: Quantities;
  termMonths: number;
  startsOn: Day;
}

/**
 * Starts a shortlist for the actor's organisation and returns its id, for example S0001. Throws Problem
 * not-allowed `procurement-lead-only`.
 */
export async function createShortlist(tx: Tx, input: Need & { actor: Actor; at: Date }): Promise<string> {
  const { actor, at } = input;
  if (!actor.userId || !actor.organisationCode || !actor.roles.includes("procurement_lead")) {
    throw new Problem("not-allowed", "procurement-lead-only", {
      title: "Only a procurement lead can start a shortlist.",
      detail: "Ask a procurement lead of your organisation, or an administrator to give you that role.",
    });
  }
  const id = await drawNumber(tx, "shortlist");
  await tx.insert(shortlist).values({
    id,
    organisationCode: actor.organisationCode,
    name: input.name,
    need: input.need,
    state: "open",
    lotId: input.lotId,
    quantities: storeQuantities(input.quantities),
    termMonths: input.termMonths,
    startsOn: input.startsOn,
    createdBy: actor.userId,
    createdAt: at,
  });
  await recordEvent(tx, {
    stream: `shortlist:${id}`,
    action: "shortlist.created",
    summary: `Started the shortlist ${input.name}`,
    actor,
    at,
    after: {
      name: input.name,
      lotId: input.lotId,
      quantities: input.quantities,
      termMonths: input.termMonths,
    },
  });
  return id;
}
