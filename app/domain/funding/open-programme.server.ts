import type { Tx } from "~db";
import { programme } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";

export interface NewProgramme {
  id: string;
  name: string;
  summary: string;
  /** "2026 to 2029" */
  years: string;
  /** "NHS England to integrated care boards to practices" */
  flow?: string;
  amountText?: string;
  ruleText?: string;
  sources?: string[];
  demonstration?: boolean;
}

/** Starts a programme. Throws a conflict Problem when its id is taken. */
export async function openProgramme(
  tx: Tx,
  input: { programme: NewProgramme; actor: Actor; at: Date },
): Promise<{ programmeId: string }> {
  requireFundingOfficer(input.actor);
  const [row] = await tx
    .insert(programme)
    .values({ ...input.programme })
    .onConflictDoNothing()
    .returning({ id: programme.id });
  if (!row) {
    throw new Problem("conflict", "programme-exists", {
      title: `There is a programme ${input.programme.id} already.`,
      detail: "Give the new programme another reference.",
    });
  }
  await recordEvent(tx, {
    stream: `programme:${row.id}`,
    action: "programme.opened",
    summary: `Opened programme ${input.programme.name}`,
    actor: input.actor,
    at: input.at,
    after: input.programme,
  });
  return { programmeId: row.id };
}
